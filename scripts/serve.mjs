// `npm run serve`: the web server alone, of a shop that is built and migrated. HOST is the address it listens on.
import { spawn } from 'node:child_process'
import { loadEnvironment, ROOT } from './start/environment.mjs'

loadEnvironment()
const args = ['-H', process.env.HOST || '127.0.0.1', '-p', process.env.PORT || '3000']
const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', ...args], {
  cwd: ROOT,
  stdio: 'inherit',
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => server.kill(signal))
server.once('exit', (code) => {
  process.exitCode = code ?? 0
})
