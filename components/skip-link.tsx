/** First in the page: leads keyboard and screen reader past the menu, to the element with id "main". */
export function SkipLink() {
  return (
    <a className="skip" href="#main">
      Skip to the text
    </a>
  )
}
