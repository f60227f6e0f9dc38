/** A shelf with a ring where something stood: for an empty cart, a list without entries, a page that isn't there. */
export function EmptyShelf() {
  return (
    <svg className="drawn" viewBox="0 0 320 150" aria-hidden="true">
      <path className="tint-clay" d="M10 104h300v14H10z" />
      <path className="tint-leaf" d="M234 104c-3-22-4-40 2-58h34c6 18 5 36 2 58z" />
      <path d="M10 104h300v14H10zM42 118v24l14-24M278 118v24l-14-24" />
      <path d="M234 104c-3-22-4-40 2-58h34c6 18 5 36 2 58zM236 46h34v-9h-34z" />
      <path
        className="thin"
        d="M64 100a34 5 0 1 0 68 0a34 5 0 1 0-68 0M241 60c-3 12-2 26 0 38M247 58c-2 13-2 27 0 41M16 109h70M120 112h96M232 109h64"
      />
      <path className="dot" d="M178 102a2.6 2.6 0 1 0 0-.1zM188 102a1.6 1.6 0 1 0 0-.1z" />
    </svg>
  )
}
