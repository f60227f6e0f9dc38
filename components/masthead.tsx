import { CartLink } from './cart-link'

export type MenuItem = { title: string; url: string; items: MenuItem[] }

/** Name, menu, search and cart. The last two are the page's small islands, or nothing: then they are plain links. */
export function Masthead(props: {
  name: string
  home?: string
  menu: MenuItem[]
  search?: React.ReactNode
  cart?: React.ReactNode
}) {
  const { name, home = '/', menu, search = <SearchPlainLink />, cart = <CartLink /> } = props
  return (
    <header className="wrap">
      <div className="masthead">
        <a className="wordmark" href={home}>
          {name}
        </a>
        <div className="tools">
          {search}
          {cart}
        </div>
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

function SearchPlainLink() {
  return (
    <a className="bag quiet" href="/search">
      Search
    </a>
  )
}
