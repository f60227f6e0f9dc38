'use client' // suggestions while somebody types; without JavaScript a form like any other

import { useEffect, useState } from 'react'
import { Button } from '@/components/button'
import type { Suggestion } from './suggest/route'
import './search-form.css'

const pauseMs = 150

/**
 * A field with suggestions: a combobox with a list box (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Arrows
 * choose, Enter goes there, or searches for what is typed. Before the page's scripts work it is only a field.
 * @param over the list lies over what follows, and Esc or leaving the field puts it away
 */
export function SearchForm(props: { id: string; label: string; query?: string; over?: boolean }) {
  const { id, label, query = '', over = false } = props
  const [works, setWorks] = useState(false)
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(true)
  const [chosen, setChosen] = useState<Suggestion | null>(null)
  const found = useSuggestions(typed)
  const suggestions = open ? found : []
  // Suggestions that arrive are others, at whatever place they stand: none of them has been chosen.
  const active = chosen ? suggestions.indexOf(chosen) : -1
  useEffect(() => setWorks(true), [])
  useEffect(() => {
    document.getElementById(`${id}-option-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  const move = (step: number) => {
    const count = found.length + 1
    setOpen(true)
    setChosen(found[((active + 1 + step + count) % count) - 1] ?? null)
  }
  const close = () => {
    setOpen(false)
    setChosen(null)
  }
  const combobox = {
    role: 'combobox',
    'aria-expanded': suggestions.length > 0,
    'aria-controls': `${id}-options`,
    'aria-autocomplete': 'list',
    'aria-activedescendant': active >= 0 ? `${id}-option-${active}` : undefined,
    autoComplete: 'off',
  } as const
  return (
    <form
      action="/search"
      className={over ? 'searchform searchform--over' : 'searchform'}
      onSubmit={(event) => {
        const wanted = suggestions[active]
        if (!wanted) return
        event.preventDefault()
        location.assign(wanted.url)
      }}
    >
      <label htmlFor={id} className={over ? 'unseen' : undefined}>
        {label}
      </label>
      <div className="row">
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={query}
          maxLength={200}
          enterKeyHint="search"
          {...(works && combobox)}
          onChange={(event) => {
            setTyped(event.target.value)
            setOpen(true)
            setChosen(null)
          }}
          onBlur={over ? close : undefined}
          onKeyDown={(event) => {
            if (over && event.key === 'Escape' && suggestions.length > 0) {
              // Not what is typed, which the browser would empty.
              event.preventDefault()
              close()
            }
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (!step) return
            event.preventDefault()
            // What stood in the field before anything was typed has suggestions too.
            setTyped(event.currentTarget.value)
            move(step)
          }}
        />
        <Button>Search</Button>
      </div>
      <div
        id={`${id}-options`}
        role="listbox"
        aria-label="Suggestions"
        hidden={suggestions.length === 0}
        // A press on it leaves the focus where it is.
        onMouseDown={(event) => event.preventDefault()}
      >
        {suggestions.map(({ kind, title, url }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the field keeps the focus and has the keys
          <div
            key={`${kind} ${url}`}
            id={`${id}-option-${index}`}
            role="option"
            aria-selected={index === active}
            onClick={() => location.assign(url)}
          >
            <span>{title}</span> <span className="small">{kind}</span>
          </div>
        ))}
      </div>
      <p role="status" className="unseen">
        {typed.trim() && open ? `${suggestions.length} suggestions` : ''}
      </p>
    </form>
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
