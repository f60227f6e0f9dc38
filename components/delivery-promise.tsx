import { Demo } from './demo'

const weekday = new Intl.DateTimeFormat('en-NZ', { weekday: 'long', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('en-NZ', { month: 'long', timeZone: 'UTC' })

/**
 * "Wednesday 25 or Thursday 26 November", or "Wednesday 25 November to Tuesday 1 December" for more than two days.
 * `earliest` and `latest` are calendar days of the receiver ("2026-11-25"), not instants: no zone can shift them.
 */
export function DeliveryPromise({
  earliest,
  latest,
  demo = false,
}: {
  earliest: string
  latest: string
  demo?: boolean
}) {
  const [first, last] = [new Date(`${earliest}T00:00:00Z`), new Date(`${latest}T00:00:00Z`)]
  const sameMonth = first.getUTCMonth() === last.getUTCMonth()
  const oneDayLater = last.getTime() - first.getTime() === 86_400_000
  return (
    <Demo when={demo}>
      {earliest === latest ? null : (
        <>
          <time dateTime={earliest}>
            {weekday.format(first)} {first.getUTCDate()}
            {sameMonth ? null : ` ${month.format(first)}`}
          </time>{' '}
          {oneDayLater ? 'or' : 'to'}{' '}
        </>
      )}
      <time dateTime={latest}>
        {weekday.format(last)} {last.getUTCDate()} {month.format(last)}
      </time>
    </Demo>
  )
}
