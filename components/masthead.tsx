import { CartLink } from './cart-link'

export type MenuItem = { title: string; url: string; items: MenuItem[] }

/** Name, menu and cart. `cart` is the page's small island with the count, or nothing: then it is a plain link. */
export function Masthead(props: { name: string; home?: string; menu: MenuItem[]; cart?: React.ReactNode }) {
  const { name, home = '/', menu, cart = <CartLink /> } = props
  return (
    <header className="wrap">
      <div className="masthead">
        <a className="wordmark" href={home}>
          {name}
        </a>
        {cart}
        <nav aria-label="Main">
          <ul>
            {menu.map(({ title, url }) => (
              <li key={url}>
                <a className="quiet" href={url}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  )
}
