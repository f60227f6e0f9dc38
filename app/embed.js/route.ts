/**
 * The one line for another site: `<script src="https://the.shop/embed.js" data-product="gut-love" async></script>`.
 * Puts the product's card behind itself, in a frame that grows with what it holds.
 */
export function GET(): Response {
  return new Response(`(${embed})()`, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  })
}

/** Sent as text: it may use nothing from around it. Old browsers read it too, so it stays plain. */
const embed = `function () {
  var script = document.currentScript
  var handle = script && script.getAttribute('data-product')
  if (!handle) return console.error('embed.js: the script tag needs data-product="handle of a product"')
  var shop = new URL(script.src).origin
  var frame = document.createElement('iframe')
  frame.src = shop + '/embed/' + encodeURIComponent(handle)
  frame.title = script.getAttribute('data-title') || 'Buy ' + handle
  frame.loading = 'lazy'
  frame.style.cssText = 'width:100%;max-width:28rem;height:26rem;border:0;color-scheme:light dark'
  script.after(frame)
  addEventListener('message', function (event) {
    if (event.source !== frame.contentWindow || event.origin !== shop) return
    var height = Number(event.data && event.data.height)
    if (height > 0) frame.style.height = Math.min(height, 4000) + 'px'
  })
}`
