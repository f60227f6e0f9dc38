import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deriveContract } from './derive-contract'

// Run after changing the version of `stripe` or the served operations: `tsx stripe-stand-in/contract/write-contract.ts`
const target = fileURLToPath(new URL('./stripe-contract.json', import.meta.url))
const text = JSON.stringify(deriveContract())
writeFileSync(target, `${text}\n`)
console.log(`Wrote ${target}: ${Math.round(text.length / 1024)} kB`)
