/**
 * Quantity of a cart's line with a button on either side, for inside the cart's form. The buttons, `less` and `more`,
 * have the line as their value; `name` is the field's. `most` is the stock: at it, "more" is off.
 */
export function Stepper(props: {
  title: string
  quantity: number
  most: number
  name: string
  line: string
  /** With JavaScript. */
  on?: {
    step: React.MouseEventHandler<HTMLButtonElement>
    leave: React.FocusEventHandler<HTMLInputElement>
    enter: React.KeyboardEventHandler<HTMLInputElement>
  }
}) {
  const { title, quantity, most, name, line, on } = props
  const button = { type: 'submit', value: line, formNoValidate: true, onClick: on?.step } as const
  return (
    <fieldset className="stepper" aria-label={`Quantity of ${title}`}>
      <button {...button} name="less" aria-label={`One less ${title}`}>
        −
      </button>
      {/* key: a value the server has changed must replace what was typed */}
      <input
        key={quantity}
        name={name}
        defaultValue={quantity}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        aria-label={`Quantity of ${title}`}
        onBlur={on?.leave}
        onKeyDown={on?.enter}
      />
      <button {...button} name="more" aria-label={`One more ${title}`} disabled={quantity >= most}>
        +
      </button>
    </fieldset>
  )
}
