/** Where this page stands. The last entry is the page itself and has no link. */
export function Crumbs({ trail }: { trail: { title: string; href?: string }[] }) {
  return (
    <nav className="crumbs" aria-label="Breadcrumb">
      <ol>
        {trail.map(({ title, href }) => (
          <li key={href ?? title} aria-current={href ? undefined : 'page'}>
            {href ? (
              <a className="quiet" href={href}>
                {title}
              </a>
            ) : (
              title
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
