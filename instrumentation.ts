/** Runs once when a web process starts. Settings are checked here, so that a bad one is said before the first visitor. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ env }, { listenForExpiry }, { leadGarbledAddresses }, { nameTargetOnce }] = await Promise.all([
    import('./lib/env'),
    import('./lib/cache-listener'),
    import('./lib/garbled-address'),
    import('./lib/single-location'),
  ])
  env()
  leadGarbledAddresses()
  nameTargetOnce()
  await listenForExpiry()
}
