/** Runs once when a web process starts. Settings are checked here, so that a bad one is said before the first visitor. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ env }, { listenForExpiry }] = await Promise.all([
    import('./lib/env'),
    import('./lib/cache-listener'),
  ])
  env()
  await listenForExpiry()
}
