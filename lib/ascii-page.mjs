/**
 * A kept page with references for the signs beyond ASCII. One "’" is enough for the engine to hold a page in two bytes
 * a sign, and making UTF-8 of that takes as long for each request as all else that Next does for it.
 *
 * @param {string} html
 * @returns {string} which a browser reads as the same page
 */
export function asciiPage(html) {
  const ascii = html.replace(part, (sign, tag, element, content) => {
    if (!tag) return `&#${sign.codePointAt(0)};`
    return tag + (element === 'script' ? inScript(content) : inStyle(content))
  })
  return Buffer.from(ascii, 'latin1').toString('latin1')
}

/**
 * A script or a style sheet, in which HTML's references mean nothing, or a sign. The controls from 80 to 9f stay as
 * they are: HTML reads references to them as other signs.
 */
const part = /(<(script|style)\b[^>]*>)(.*?)(?=<\/\2>)|[^\0-\x9f]/gsu

/** Such signs stand in texts there, JSON's and JavaScript's. @param {string} code */
const inScript = (code) =>
  code.replace(/[^\0-\x9f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** @param {string} rules */
const inStyle = (rules) => rules.replace(/[^\0-\x9f]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)
