import { z } from 'zod'
import { expireSession } from '../checkout/expire-session'
import { withTotals } from '../checkout/totals'
import { createRefund } from '../payments/create-refund'
import { closeDispute, createDispute } from '../payments/disputes'
import { settlePayment } from '../payments/settle-payment'
import { settleRefund } from '../payments/settle-refund'
import { command } from './command'
import { ControlError } from './control-error'
import { findCharge, findSession, paymentInput } from './find-payment'
import { payForTest, payInput } from './pay-for-test'

const outcome = z.enum(['succeeds', 'fails'])
const amount = z.int().min(1).max(99_999_999)

/** What shoppers, banks and the owner's dashboard do. None of it comes from an API request, so its events name none. */
export const moneyCommands = {
  /** Pays a session without a browser. */
  pay: command(payInput, ({ store }, input) => store.commit((tx) => payForTest(input, tx))),
  /** Ends an open session, as its time would. */
  expire: command(z.strictObject({ session: z.string() }), ({ store }, { session }) =>
    store.commit((tx) => ({ status: expireSession(findSession(session, tx), tx).status })),
  ),
  /** A bank debit comes through or is returned. */
  settle: command(z.strictObject({ session: z.string(), outcome }), ({ store }, input) =>
    store.commit((tx) => {
      if (!settlePayment(input.session, input.outcome, tx))
        throw new ControlError(`The session ${input.session} does not wait for a bank debit.`)
      return { payment_status: findSession(input.session, tx).payment_status }
    }),
  ),
  /** A refund made in the dashboard. */
  refund: command(
    paymentInput.extend({
      amount: amount.optional(),
      reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
    }),
    ({ store }, input) =>
      store.commit((tx) => {
        const { amount, reason, ...payment } = input
        const charge = findCharge(payment, tx)
        return createRefund({ charge: charge.id, ...(amount && { amount }), ...(reason && { reason }) }, tx)
      }),
  ),
  /** A refund arrives, or comes back even after it seemed to have worked. */
  settleRefund: command(z.strictObject({ refund: z.string(), outcome }), ({ store }, input) =>
    store.commit((tx) => {
      if (!settleRefund(input.refund, input.outcome, tx))
        throw new ControlError(`The refund ${input.refund} can't be settled so.`)
      return { status: tx.get('refund', input.refund)?.status ?? null }
    }),
  ),
  /** A cardholder's bank disputes a payment, in whole or in part. */
  dispute: command(
    paymentInput.extend({ amount: amount.optional(), reason: z.string().max(50).default('fraudulent') }),
    ({ store }, input) =>
      store.commit((tx) => {
        const { amount, reason, ...payment } = input
        const charge = findCharge(payment, tx)
        if (charge.status !== 'succeeded')
          throw new ControlError(`The charge ${charge.id} has not been paid.`)
        if (charge.disputed) throw new ControlError(`The charge ${charge.id} is disputed already.`)
        return createDispute({ charge, amount: amount ?? charge.amount, reason }, tx)
      }),
  ),
  closeDispute: command(
    z.strictObject({ dispute: z.string(), status: z.enum(['won', 'lost']) }),
    ({ store }, input) =>
      store.commit((tx) => {
        if (!closeDispute(input.dispute, input.status, tx))
          throw new ControlError(`The dispute ${input.dispute} is not open.`)
        return { status: input.status }
      }),
  ),
  /** Makes a session claim another amount or currency than its lines add up to; what is paid then is the claim. */
  tamper: command(
    z.strictObject({
      session: z.string(),
      amount_total: z.int().min(0).max(99_999_999).optional(),
      currency: z
        .string()
        .regex(/^[a-z]{3}$/)
        .optional(),
    }),
    ({ store }, { session: id, amount_total, currency }) =>
      store.commit((tx) => {
        const session = findSession(id, tx)
        const checkout = tx.get('checkout', id)
        if (!checkout) throw new ControlError(`There is no session ${id}.`)
        const tampered = {
          ...checkout.tampered,
          ...(amount_total !== undefined && { amount_total }),
          ...(currency !== undefined && { currency }),
        }
        const changed = { ...checkout, tampered }
        tx.put('checkout', id, changed)
        tx.put('session', id, withTotals(session, changed))
        return { ...tampered }
      }),
  ),
}
