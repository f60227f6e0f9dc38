// `npm start`, and with --dev `npm run dev`. The steps are in scripts/start/start.mjs; this file stays readable for
// an old Node, so that it can say which one is needed.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `The shop needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org`,
  )
  process.exit(1)
}
const { start } = await import('./start/start.mjs')
await start({ dev: process.argv.includes('--dev') })
