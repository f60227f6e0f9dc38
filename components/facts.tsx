/** Short facts, a word and what it stands for: stock, delivery, arrival. */
export function Facts({ rows }: { rows: { term: string; value: React.ReactNode }[] }) {
  return (
    <dl className="facts">
      {rows.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
