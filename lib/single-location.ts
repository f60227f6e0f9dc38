import { ServerResponse } from 'node:http'

/**
 * Whoever is led elsewhere is told once where to. Next says it twice on the first answer of a kept page
 * (vercel/next.js#82117), and proxies and clients that join what comes twice go to "/here, /here".
 */
export function nameTargetOnce(): void {
  const { appendHeader } = ServerResponse.prototype
  ServerResponse.prototype.appendHeader = function append(name, value) {
    const said = name.toLowerCase() === 'location' && this.getHeader(name) === value
    return said ? this : appendHeader.call(this, name, value)
  }
}
