import { z } from 'zod'
import { successUrl } from '../pay-page/layout'
import { FIELDS, readSubmission } from '../pay-page/pay-form'
import { testDetails } from '../pay-page/test-details'
import { TEST_ACCOUNTS } from '../payments/bank-debits'
import { answerAuthentication, submitPayment } from '../payments/submit-payment'
import type { Tx } from '../state/store'
import { ControlError } from './control-error'
import { findSession } from './find-payment'

export const payInput = z.strictObject({
  session: z.string(),
  /** A test card; 4242… when neither card nor debit is given. */
  card: z.string().optional(),
  /** Pay by bank debit instead, which succeeds, fails or waits for `settle`. */
  debit: z.enum(['succeeds', 'fails', 'waits']).optional(),
  /** What the bank's "is it you?" is answered with; `leave` does not answer. */
  authentication: z.enum(['approve', 'fail', 'leave']).default('approve'),
  /** Anything to type into the page's fields instead of the test details. */
  fields: z.partialRecord(z.enum(FIELDS), z.string()).default({}),
})

/**
 * Pays a session the way the payment page does, through the same checks and rules.
 * @throws ControlError when a field would be refused by the page
 */
export function payForTest(input: z.output<typeof payInput>, tx: Tx) {
  const session = findSession(input.session, tx)
  const values = {
    ...testDetails(session, 'card'),
    ...(input.card !== undefined && { card_number: input.card }),
    ...(input.debit !== undefined && { method: 'nz_bank_account', account: TEST_ACCOUNTS[input.debit] }),
    ...input.fields,
  }
  const read = readSubmission(session, values, tx.now)
  if ('problems' in read)
    throw new ControlError(`The page would say: ${Object.values(read.problems).join(' ')}`)
  let result = submitPayment(session.id, read.submission, tx)
  if (result.outcome === 'needs_authentication' && input.authentication !== 'leave')
    result = answerAuthentication(session.id, input.authentication === 'approve', tx)
  const after = findSession(input.session, tx)
  return {
    ...result,
    status: after.status,
    payment_status: after.payment_status,
    payment_intent: typeof after.payment_intent === 'string' ? after.payment_intent : null,
    /** Where the page would send the shopper next; null when it would show itself again. */
    redirect: after.status === 'complete' ? successUrl(after) : null,
  }
}
