import { useEffect, useRef, useState } from 'react'
import type { Suggestion } from './suggest/route'
import './search-panel.css'

const pauseMs = 150

/**
 * A search field with suggestions, in a modal dialog of the browser. A combobox with a list box
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): arrows choose, Enter goes there, or searches for what is typed.
 */
export function SearchPanel({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<Suggestion | null>(null)
  const suggestions = useSuggestions(query)
  // Suggestions that arrive are others, at whatever place they stand: none of them has been chosen.
  const active = chosen ? suggestions.indexOf(chosen) : -1
  useEffect(() => dialog.current?.showModal(), [])
  const move = (step: number) => {
    const count = suggestions.length + 1
    setChosen(suggestions[((active + 1 + step + count) % count) - 1] ?? null)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog without our help
    <dialog
      ref={dialog}
      className="searchpanel"
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <form
        action="/search"
        onSubmit={(event) => {
          const wanted = suggestions[active]
          if (!wanted) return
          event.preventDefault()
          location.assign(wanted.url)
        }}
      >
        <label htmlFor="search-panel">Products, articles and pages</label>
        <div className="row">
          <input
            id="search-panel"
            type="search"
            name="q"
            maxLength={200}
            autoComplete="off"
            enterKeyHint="search"
            role="combobox"
            aria-expanded={suggestions.length > 0}
            aria-controls="search-options"
            aria-autocomplete="list"
            aria-activedescendant={active >= 0 ? `search-option-${active}` : undefined}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setChosen(null)
            }}
            onKeyDown={(event) => {
              const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
              if (!step) return
              event.preventDefault()
              move(step)
            }}
          />
          <button type="submit" className="button">
            Search
          </button>
        </div>
        <div id="search-options" role="listbox" aria-label="Suggestions" hidden={suggestions.length === 0}>
          {suggestions.map(({ kind, title, url }, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus and has the keys
            <div
              key={`${kind} ${url}`}
              id={`search-option-${index}`}
              role="option"
              aria-selected={index === active}
              onClick={() => location.assign(url)}
            >
              <span>{title}</span> <span className="small">{kind}</span>
            </div>
          ))}
        </div>
        <p role="status" className="unseen">
          {query.trim() ? `${suggestions.length} suggestions` : ''}
        </p>
        <button type="button" className="textual" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </form>
    </dialog>
  )
}

/** Those of the latest letters; an answer that comes late for earlier ones is dropped. */
function useSuggestions(query: string): Suggestion[] {
  const [suggestions, setSuggestions] = useState<Suggestion[]>([])
  const typed = query.trim()
  useEffect(() => {
    if (typed === '') return setSuggestions([])
    const late = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(typed)}`, {
        signal: late.signal,
      }).catch(() => undefined)
      if (answer?.ok && !late.signal.aborted) setSuggestions((await answer.json()) as Suggestion[])
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      late.abort()
    }
  }, [typed])
  return suggestions
}
