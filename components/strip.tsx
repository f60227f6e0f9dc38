/** Says at the top of every page what is not real: payments, values, or both. Nothing when all is real. */
export function Strip({ testPayments, demoValues }: { testPayments: boolean; demoValues: boolean }) {
  if (!testPayments && !demoValues) return null
  return (
    <aside className="strip" aria-label="About this shop">
      <p className="wrap">
        {testPayments ? 'Test payments: no money moves and nothing is sent. ' : null}
        {demoValues ? (
          <>
            Prices, sizes, stock, dates and people’s names are demo values,{' '}
            <span className="demo">dotted</span> until the brand confirms them.
          </>
        ) : null}
      </p>
    </aside>
  )
}
