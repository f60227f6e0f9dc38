import { Demo } from './demo'

/**
 * "Wednesday 25 or Thursday 26 November if ordered by noon tomorrow". Both sentences come from `lib/shipping`, which
 * knows the working days; the day is dotted while the rates are demo values.
 */
export function DeliveryPromise(props: { arrives: string; condition?: string; demo?: boolean }) {
  const { arrives, condition, demo = false } = props
  return (
    <>
      <Demo when={demo}>{arrives}</Demo>
      {condition ? ` ${condition}` : null}
    </>
  )
}
