/** Says at the top of every page what is not real: payments, values, or both. Nothing when all is real. */
export function Strip({ testPayments, demoValues }: { testPayments: boolean; demoValues: boolean }) {
  if (!testPayments && !demoValues) return null
  return (
    <aside className="strip" aria-label="About this shop">
      <p className="wrap">
        {testPayments ? 'Test payments: no money moves. ' : null}
        {demoValues ? (
          <>
            Values <span className="demo">with dots</span> wait for the brand to confirm them.
          </>
        ) : null}
      </p>
    </aside>
  )
}
