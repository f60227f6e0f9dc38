'use client' // opens the search where the reader is; without JavaScript it is a link to its page

import { lazy, Suspense, useEffect, useState } from 'react'

const SearchPanel = lazy(async () => ({
  default: await import('./search-panel').then(
    (panel) => panel.SearchPanel,
    () => SearchPage,
  ),
}))

/** Where the panel can't be loaded, as after a new version of the shop or without a connection: where the link leads. */
function SearchPage({ onClose }: { onClose: () => void }) {
  useEffect(() => {
    onClose()
    location.assign('/search')
  }, [onClose])
  return null
}

/** The way to the search. What it opens is loaded by the click. */
export function SearchLink() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <a
        className="bag quiet"
        href="/search"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          setOpen(true)
        }}
      >
        Search
      </a>
      {open ? (
        <Suspense>
          <SearchPanel onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
