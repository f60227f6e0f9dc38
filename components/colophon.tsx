import type { MenuItem } from './masthead'

/** The foot of every page. An entry with entries below it becomes a column; the others share one without a title. */
export function Colophon({ menu, children }: { menu: MenuItem[]; children: React.ReactNode }) {
  const columns = menu.filter(({ items }) => items.length > 0)
  const loose = menu.filter(({ items }) => items.length === 0)
  return (
    <footer className="colophon">
      <div className="wrap">
        {columns.map(({ title, items }) => (
          <nav key={title} aria-label={title}>
            <h2>{title}</h2>
            <Links items={items} />
          </nav>
        ))}
        {loose.length > 0 ? (
          <nav aria-label="More">
            <Links items={loose} />
          </nav>
        ) : null}
        <p>{children}</p>
      </div>
    </footer>
  )
}

function Links({ items }: { items: MenuItem[] }) {
  return (
    <ul>
      {items.map(({ title, url }) => (
        <li key={url}>
          <a className="quiet" href={url}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}
