import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * A kept page carries its style sheets inside it: on a slow line the first paint waits for one answer, not for three.
 * Next has a setting for that (`inlineCss`), which sends every rule twice, the second time to React. Here React is
 * left the link it knows, disabled: it takes the sheet for loaded, and the browser fetches nothing.
 *
 * @param {string} html as Next made it
 * @param {string} [build] Next's folder, in which the files of `/_next/static` are found
 * @returns {string} with each sheet that could be read before its link; another link stays as it was
 */
export function inlineStyles(html, build = '.next') {
  return html.replace(sheetLink, (link, address) => {
    const rules = read(build, address)
    return rules ? `<style>${rules}</style>${link.slice(0, -2)} disabled=""/>` : link
  })
}

const sheetLink = /<link rel="stylesheet" href="\/_next\/(static\/[\w/~-]+\.css)" data-precedence="next"\/>/g
/** What a sheet names beside itself, such as a font; not data and not what has a whole address. */
const beside = /url\((?=\.)([^)]+)\)/g

/** Addresses carry a hash of what they hold, so what was read stays right. @type {Map<string, string>} */
const sheets = new Map()

/** @param {string} build @param {string} address @returns {string} '' when there is no such file */
function read(build, address) {
  const file = path.join(build, address)
  let rules = sheets.get(file)
  if (rules === undefined) {
    try {
      const folder = path.posix.join('/_next', path.posix.dirname(address))
      rules = readFileSync(file, 'utf8').replace(beside, (_, name) => `url(${path.posix.join(folder, name)})`)
    } catch {
      return ''
    }
    sheets.set(file, rules)
  }
  return rules
}
