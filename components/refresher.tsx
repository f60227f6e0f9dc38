'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const every = 2_000
const tries = 30

/**
 * Looks again, for a minute, while something of the page is about to change; never while somebody fills in a
 * field of it. Without JavaScript the page says to reload.
 */
export function Refresher() {
  const router = useRouter()
  useEffect(() => {
    let left = tries
    const timer = setInterval(() => {
      // A button that was pressed keeps the focus and is no field.
      if (document.activeElement?.matches('input, select, textarea')) return
      left -= 1
      router.refresh()
      if (left === 0) clearInterval(timer)
    }, every)
    return () => clearInterval(timer)
  }, [router])
  return (
    <noscript>
      <p className="notice">Reload this page in a moment.</p>
    </noscript>
  )
}
