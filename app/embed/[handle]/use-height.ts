import { useEffect } from 'react'

/** Tells the page around how tall the card is; it holds nothing that only that page may know (app/embed.js). */
export function useHeight(handle: string): void {
  useEffect(() => {
    const card = document.querySelector('main.embed')
    if (!card || window.parent === window) return
    const watch = new ResizeObserver(() => {
      const height = Math.ceil(card.getBoundingClientRect().height)
      window.parent.postMessage({ embeddedProduct: handle, height }, '*')
    })
    watch.observe(card)
    return () => watch.disconnect()
  }, [handle])
}
