import { Button } from '@/components/button'
import type { Staff } from '@/lib/auth/staff'
import { signOutAction } from './login/actions'

const places = [
  { key: 'home', title: 'Today', url: '/admin' },
  { key: 'orders', title: 'Orders', url: '/admin/orders' },
  { key: 'products', title: 'Products', url: '/admin/products' },
  { key: 'discounts', title: 'Discounts', url: '/admin/discounts' },
  { key: 'gift-cards', title: 'Gift cards', url: '/admin/gift-cards' },
  { key: 'mailbox', title: 'Mailbox', url: '/admin/mailbox' },
  { key: 'discrepancies', title: 'Discrepancies', url: '/admin/discrepancies' },
  { key: 'api', title: 'API', url: '/admin/api' },
  { key: 'history', title: 'History', url: '/admin/history' },
] as const

type Place = (typeof places)[number]['key']

/** Masthead and main part of every page behind the sign-in. Links are plain: each view is read anew, never from a client's cache. */
export function Desk(props: { staff: Staff; current: Place; className?: string; children: React.ReactNode }) {
  const { staff, current, className = '', children } = props
  const here = places.find(({ key }) => key === current)
  return (
    <>
      <header className="wrap">
        <div className="masthead">
          <a className="wordmark" href="/admin">
            Bestow admin
          </a>
          <form action={signOutAction} className="signed-in">
            <span className="small">
              <span className="unseen">Signed in as </span>
              {staff.name}
            </span>{' '}
            <Button look="text">Sign out</Button>
          </form>
          <nav aria-label="Admin">
            {/* A phone has room for the page one is on; without JavaScript it opens too. */}
            <details className="menu">
              <summary>
                Menu<span className="unseen">, now at</span> <b>{here?.title}</b>
              </summary>
              <Places current={current} />
            </details>
            <Places current={current} />
          </nav>
        </div>
      </header>
      <main id="main" className={`wrap ${className}`.trim()}>
        {children}
      </main>
    </>
  )
}

function Places({ current }: { current: Place }) {
  return (
    <ul>
      {places.map(({ key, title, url }) => (
        <li key={key}>
          <a className="quiet" href={url} aria-current={key === current ? 'page' : undefined}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}
