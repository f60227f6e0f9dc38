'use client'

import { Fragment, useActionState, useEffect, useRef, useState } from 'react'
import { type Conflict, type FormAction, type FormState, untouched } from './form-state'

/** How a form's fields get at what was typed and what was wrong with it. */
export type Fields = {
  value: (name: string, initial: string) => string
  checked: (name: string, initial: boolean) => boolean
  error: (name: string) => string | undefined
  pending: boolean
  /** What a search within this form has found; undefined before the first answer. */
  goods: FormState['goods']
}

/**
 * A form of the admin. It is sent and answered without JavaScript too; with it the page stays where it is, and what
 * was refused gets the focus.
 * @param hidden values that go along; once the person has seen a conflict, its newer ones
 * @param requestKey new for each page, so that the same form sent twice is done once
 * @param labels names of fields in words, for what the other edit changed and for the list of errors
 * @param idOf a field's id, where it is not its name
 * @param shown what stands in the form's place after an action that has something to show once
 */
export function AdminForm(props: {
  action: FormAction
  requestKey: string
  hidden?: Record<string, string>
  labels?: Record<string, string>
  idOf?: (name: string) => string
  shown?: (text: string) => React.ReactNode
  children: (fields: Fields) => React.ReactNode
}) {
  const { action, requestKey, hidden = {}, labels = {}, idOf = (name) => name, shown, children } = props
  const [answer, send, pending] = useActionState(action, untouched)
  const state = useAnswerOf(requestKey, answer)
  const { typed, errors = {}, conflict } = state
  if (shown && state.shown !== undefined) return shown(state.shown)
  const sent = { ...hidden, ...conflict?.hidden, requestKey: typed?.requestKey ?? requestKey }
  return (
    <form action={send} noValidate>
      <Refusal state={state} labels={labels} idOf={idOf} />
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* A new key puts the answer's values into fields that React would otherwise leave alone. */}
      <Fragment key={`${requestKey} ${state.attempt}`}>
        {children({
          value: (name, initial) => typed?.[name] ?? initial,
          checked: (name, initial) => (typed ? name in typed : initial),
          error: (name) => errors[name],
          pending,
          goods: state.goods,
        })}
      </Fragment>
    </form>
  )
}

/** After a success the same form comes back for a page made anew: an answer to the page before is no longer its. */
function useAnswerOf(requestKey: string, answer: FormState): FormState {
  const [seen, setSeen] = useState<{ key: string; past: FormState | null }>({ key: requestKey, past: null })
  if (seen.key !== requestKey) setSeen({ key: requestKey, past: answer })
  return answer === seen.past || seen.key !== requestKey ? untouched : answer
}

function Refusal(props: {
  state: FormState
  labels: Record<string, string>
  idOf: (name: string) => string
}) {
  const { state, labels, idOf } = props
  const box = useRef<HTMLDivElement>(null)
  const { attempt, message, errors = {}, conflict } = state
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  if (attempt === 0) return null
  const names = Object.keys(errors)
  // A search within the form: nothing was refused.
  if (!message && !conflict && names.length === 0) return null
  return (
    <div className="notice notice--error" role="alert" tabIndex={-1} ref={box}>
      <h2>{conflict ? 'Somebody else was faster' : 'Not done yet'}</h2>
      {message ? <p>{message}</p> : null}
      {conflict ? <Theirs conflict={conflict} typed={state.typed ?? {}} labels={labels} /> : null}
      {names.length > 0 ? (
        <ul>
          {names.map((name) => (
            <li key={name}>
              {labels[name] ? <a href={`#${idOf(name)}`}>{labels[name]}</a> : null}
              {labels[name] ? ': ' : ''}
              {errors[name]}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Theirs(props: {
  conflict: Conflict
  typed: Record<string, string>
  labels: Record<string, string>
}) {
  const { conflict, typed, labels } = props
  const differing = Object.entries(conflict.now).filter(([name, value]) => (typed[name] ?? '') !== value)
  return (
    <>
      {conflict.by ? (
        <p>
          {conflict.by.who} changed it {conflict.by.when}.
        </p>
      ) : null}
      {differing.length > 0 ? <p>This is what it says now, where it differs from your form:</p> : null}
      {differing.length > 0 ? (
        <dl className="theirs">
          {differing.map(([name, value]) => (
            <div key={name}>
              <dt>{labels[name] ?? name}</dt>
              <dd>{value || 'nothing'}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <p>
        What you typed is kept below. Send it again to put it in place of theirs, or leave the page to keep
        theirs.
      </p>
    </>
  )
}
