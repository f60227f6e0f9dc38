/**
 * Quantity with a button on either side, for inside a form. The form gets `quantity` and `change`, which is "set",
 * "less" or "more". The hidden "set" button comes first, because Enter in the field presses the first button of a form.
 * `most` is the stock: at it, "more" is off.
 */
export function Stepper(props: { title: string; quantity: number; most?: number | undefined; id?: string }) {
  const { title, quantity, most, id } = props
  return (
    <>
      <button type="submit" className="unseen" name="change" value="set">
        Set quantity of {title}
      </button>
      <fieldset className="stepper" aria-label={`Quantity of ${title}`}>
        <button type="submit" name="change" value="less" aria-label={`One less ${title}`}>
          −
        </button>
        {/* key: a value the server has changed must replace what was typed */}
        <input
          key={quantity}
          id={id}
          name="quantity"
          defaultValue={quantity}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          aria-label={`Quantity of ${title}`}
        />
        <button
          type="submit"
          name="change"
          value="more"
          aria-label={`One more ${title}`}
          disabled={most !== undefined && quantity >= most}
        >
          +
        </button>
      </fieldset>
    </>
  )
}
