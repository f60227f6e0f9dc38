import { useEffect, useRef } from 'react'
import { SearchForm } from './search-form'
import './search-panel.css'

/** The search over the page where the reader is, in a modal dialog of the browser. */
export function SearchPanel({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog without our help
    <dialog
      ref={dialog}
      className="searchpanel"
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <SearchForm id="search-panel" label="Products, articles and pages" />
      <button type="button" className="textual" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  )
}
