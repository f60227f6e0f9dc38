/** The columns of a table by name: `wide` ones are left out where there is little room, `n` ones hold numbers. */
export function TableHead({ columns }: { columns: Record<string, '' | 'wide' | 'n' | 'wide n'> }) {
  return (
    <thead>
      <tr>
        {Object.entries(columns).map(([title, look]) => (
          <th key={title} scope="col" className={look || undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}
