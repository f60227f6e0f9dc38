import { createServer } from 'node:net'
import { PlainError } from './plain-error.mjs'

/** @param {number} port 0 for any @param {string} host @returns {Promise<{ port: number } | { code: string }>} */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve({ code: error.code ?? 'ERROR' }),
    )
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve({ port: typeof address === 'object' && address ? address.port : port }))
    })
  })
}

/** @param {number} port */
export async function isFree(port) {
  return 'port' in (await tryPort(port, '127.0.0.1'))
}

/** A free port, the wanted one if it can be had. @param {number} [wanted] @returns {Promise<number>} */
export async function freePort(wanted) {
  if (wanted && (await isFree(wanted))) return wanted
  const found = await tryPort(0, '127.0.0.1')
  if ('port' in found) return found.port
  throw new PlainError(`No port can be opened on 127.0.0.1 (${found.code}).`)
}

/** @param {number} port @throws PlainError that names the port and the setting */
export async function requireShopPort(port) {
  // A browser may try ::1 for "localhost" first and meet another program there.
  for (const host of ['127.0.0.1', '::1']) {
    const result = await tryPort(port, host)
    if ('port' in result) continue
    if (result.code === 'EADDRINUSE')
      throw new PlainError(
        `Port ${port} is taken by another program. Stop it, or choose another with the setting PORT:\n` +
          `  PORT=${port + 1} npm start        (or a line PORT=${port + 1} in the file .env)`,
      )
    if (result.code === 'EACCES')
      throw new PlainError(
        `Port ${port} is not open to this user. Choose one above 1023 with the setting PORT.`,
      )
  }
}
