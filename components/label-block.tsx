const seePack = 'See pack'

/** Everything a supplement's pack must say; what nobody has confirmed reads "see pack", never a guess. */
const supplementRows = [
  'Ingredients',
  'Serving size',
  'Allergens',
  'Directions',
  'Warnings',
  'Net weight',
  'Storage',
] as const

/**
 * The label panel. `confirmed`: a person has compared it with a pack in hand; until then every row reads "See pack".
 * `facts` may hold rows of its own, which follow the usual ones.
 */
export function LabelBlock(props: {
  id: string
  confirmed: boolean
  facts: { term: string; text: string }[]
}) {
  const { id, confirmed, facts } = props
  const known = new Map(confirmed ? facts.map(({ term, text }) => [term, text]) : [])
  const terms = new Set<string>([...supplementRows, ...facts.map(({ term }) => term)])
  return (
    <section className="label" aria-labelledby={id}>
      <h2 id={id}>Label, as on the pack</h2>
      <dl>
        {[...terms].map((term) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className={known.has(term) ? undefined : 'demo'}>{known.get(term) ?? seePack}</dd>
          </div>
        ))}
      </dl>
      <p className="small">
        {confirmed
          ? 'A person has compared this panel with the pack. If the two ever differ, the pack in your hand is right.'
          : 'A person copies this panel from the pack, and it stays empty until someone has checked it. Until then the pack in your hand is the only label.'}
      </p>
    </section>
  )
}

/** The line that stands with every supplement, on cards too (Advertising Standards Authority, Therapeutic and Health Advertising Code). */
export function LabelLine({ long = false }: { long?: boolean }) {
  return (
    <p className="small">
      Always read the label and follow the directions on the pack.
      {long
        ? ' If you are pregnant, breastfeeding or taking medicine, ask a health professional first.'
        : null}
    </p>
  )
}
