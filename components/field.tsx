type Ids = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

/**
 * Label, control, hint and error, tied together for everyone. The control is given by a function, so that a select or
 * a text area is tied as an input is: `<Field …>{(ids) => <select {...ids} name="country">…</select>}</Field>`.
 * An error says what to change.
 */
export function Field(props: {
  id: string
  label: React.ReactNode
  hint?: React.ReactNode
  error?: string | undefined
  children: (ids: Ids) => React.ReactNode
}) {
  const { id, label, hint, error, children } = props
  const said = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(said ? { 'aria-describedby': said } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {error ? (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="small" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** The common case: one line of text. Further attributes go to the input. */
export function TextField(
  props: {
    label: React.ReactNode
    name: string
    id?: string
    hint?: React.ReactNode
    error?: string | undefined
  } & Omit<React.ComponentProps<'input'>, 'id' | 'name'>,
) {
  const { label, name, id = name, hint, error, ...input } = props
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(ids) => <input {...input} {...ids} name={name} />}
    </Field>
  )
}
