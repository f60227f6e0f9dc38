/**
 * A kept page asks for its scripts once it has been painted. All it says and every form it holds work without them,
 * and on a slow line they are half of its weight: asked for at once, they hold up the text and its fonts.
 *
 * @param {string} html as Next made it
 * @returns {string} without its script tags, which a small script puts back after the first frame
 */
export function lateScripts(html) {
  /** @type {string[]} */
  const addresses = []
  const rest = html.replace(preload, '').replace(script, (_, address) => {
    addresses.push(address)
    return ''
  })
  const end = rest.lastIndexOf('</body>')
  if (addresses.length === 0 || end < 0) return html
  const late = `<script>${breathe};(${addScripts})(${JSON.stringify(addresses)})</script>`
  return rest.slice(0, end) + late + rest.slice(end)
}

const preload =
  /<link rel="preload" as="script" fetchPriority="low" href="\/_next\/static\/[\w/~.-]+\.js"\/>/g
const script = /<script src="(\/_next\/static\/[\w/~.-]+\.js)" async=""><\/script>/g

/**
 * Next starts the page in a task after the scripts of this list, those that its `Script` runs before. This one does
 * nothing: between making React ready (instrumentation-client.ts) and the start, the browser can answer the reader.
 */
const breathe = 'self.__next_s=[[0,{children:""}]]'

/**
 * React looks for scripts with these very attributes and makes those that it misses. A page in the back has no frames.
 * Each is asked for in a task of its own: all at once kept a slow phone from answering for longer than a frame or two.
 */
const addScripts = `addresses=>{const add=()=>{for(const src of addresses)setTimeout(()=>document.head.append(Object.assign(document.createElement("script"),{src,async:true})))};document.hidden?add():requestAnimationFrame(()=>setTimeout(add))}`
