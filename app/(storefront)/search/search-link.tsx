'use client' // opens the search where the reader is; without JavaScript it is a link to its page

import { lazy, Suspense, useState } from 'react'

const SearchPanel = lazy(async () => ({ default: (await import('./search-panel')).SearchPanel }))

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
