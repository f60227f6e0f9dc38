/** The way to the cart. Without a count while none is known. Apart from the masthead, because the browser gets it. */
export function CartLink({ count }: { count?: number | undefined }) {
  return (
    <a className="bag quiet" href="/cart" rel="nofollow">
      Cart{' '}
      {count === undefined ? null : (
        <>
          <data value={count}>{count}</data>
          <span className="unseen"> {count === 1 ? 'item' : 'items'}</span>
        </>
      )}
    </a>
  )
}
