/** One filled button a screen; other actions are `plain` (outlined) or `text` (underlined). A button submits its form. */
type Look = 'filled' | 'plain' | 'text' | 'danger'

const classes: Record<Look, string> = {
  filled: 'button',
  plain: 'button button--plain',
  text: 'textual',
  danger: 'button button--danger',
}

export function Button({
  look = 'filled',
  type = 'submit',
  ...rest
}: { look?: Look } & React.ComponentProps<'button'>) {
  return <button {...rest} type={type} className={classes[look]} />
}

/** A link that is the action of the page. */
export function ButtonLink({
  look = 'filled',
  children,
  ...rest
}: { look?: Look } & React.ComponentProps<'a'>) {
  return (
    <a {...rest} className={classes[look]}>
      {children}
    </a>
  )
}
