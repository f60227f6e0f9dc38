/**
 * A box that says what happened and what to do. `error` is announced at once, the others politely; both only when
 * they appear after the page, so a notice that is part of the page is read in its place.
 */
export function Notice(props: {
  tone?: 'note' | 'done' | 'error'
  title?: string
  children: React.ReactNode
}) {
  const { tone = 'note', title, children } = props
  return (
    <div
      className={tone === 'note' ? 'notice' : `notice notice--${tone}`}
      role={tone === 'error' ? 'alert' : 'status'}
    >
      {title ? <h2>{title}</h2> : null}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  )
}
