import { EmptyShelf } from './drawings/shelf-empty'

/** Nothing here, said kindly, with what to do next. A page of its own (`h1`) or part of one (`h2`). */
export function EmptyState(props: {
  title: string
  heading?: 'h1' | 'h2'
  drawn?: boolean
  children?: React.ReactNode
}) {
  const { title, heading: Heading = 'h1', drawn = true, children } = props
  return (
    <div className="empty">
      {drawn ? <EmptyShelf /> : null}
      <Heading>{title}</Heading>
      {children}
    </div>
  )
}
