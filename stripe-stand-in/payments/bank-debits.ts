import type { Instrument } from '../state/tables'

export type BankInstrument = Extract<Instrument, { type: 'nz_bank_account' }>

/** Test accounts of the bank debit, a payment that settles later. The last two leave the rest to chance or to the control API. */
export const TEST_ACCOUNTS = {
  succeeds: '11-0000-0000000-010',
  fails: '11-0000-0000000-035',
  waits: '11-0000-0000000-060',
} as const

/** Seconds on the stand-in's clock until a bank debit settles by itself. */
export const SETTLE_AFTER = 30

export function isTestAccount(account: string): boolean {
  return outcomeOf(account) !== undefined
}

/** @throws Error for an account number that is not a test account */
export function readAccount(account: string): BankInstrument {
  const outcome = outcomeOf(account)
  if (!outcome) throw new Error('Not a test account')
  return { type: 'nz_bank_account', last4: account.replace(/\D/g, '').slice(-4), outcome }
}

function outcomeOf(account: string): BankInstrument['outcome'] | undefined {
  const digits = account.replace(/\D/g, '')
  const outcomes = Object.keys(TEST_ACCOUNTS) as BankInstrument['outcome'][]
  return outcomes.find((outcome) => TEST_ACCOUNTS[outcome].replace(/\D/g, '') === digits)
}
