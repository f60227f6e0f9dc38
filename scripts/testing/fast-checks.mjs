import { check, vitest } from './checks.mjs'

/** What `npm run verify` runs and `npm test` begins with. @param {NodeJS.ProcessEnv} env */
export async function fastChecks(env) {
  await check('database client', ['scripts/generate.mjs'], env)
  await check('format and lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'], env)
  await check('types of the routes', ['next/dist/bin/next', 'typegen'], env)
  await check('types', ['typescript/bin/tsc', '--noEmit', '-p', '.'], env)
  await check('dead code', ['knip/bin/knip.js'], env)
  await vitest('fast', env)
}
