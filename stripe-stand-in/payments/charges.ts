import type Stripe from 'stripe'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'
import type { Instrument, Payer } from '../state/tables'
import { addToBalance } from './balance'

type Charge = Stripe.Charge

export type Problem = { code: string; declineCode: string | null; message: string }

/** Makes the charge of one attempt to pay `intent`. A pending one settles later, a failed one carries the problem. */
export function createCharge(
  intent: Stripe.PaymentIntent,
  payer: Payer,
  instrument: Instrument,
  status: 'succeeded' | 'pending' | 'failed',
  problem: Problem | null,
  tx: Tx,
): Charge {
  const id = newId('charge')
  const charge: Charge = {
    ...absentFeatures,
    id,
    amount: intent.amount,
    amount_captured: status === 'failed' ? 0 : intent.amount,
    balance_transaction:
      status === 'succeeded' ? addToBalance(tx, 'charge', id, intent.amount, intent.currency) : null,
    billing_details: {
      address: payer.address ?? noAddress,
      email: payer.email,
      name: payer.name,
      phone: payer.phone,
      tax_id: null,
    },
    captured: status !== 'failed',
    created: Math.floor(tx.now / 1000),
    currency: intent.currency,
    customer: typeof intent.customer === 'string' ? intent.customer : null,
    description: intent.description,
    failure_code: problem?.code ?? null,
    failure_message: problem?.message ?? null,
    metadata: intent.metadata,
    outcome: outcomeOf(status, problem),
    paid: status === 'succeeded',
    payment_intent: intent.id,
    payment_method: typeof intent.payment_method === 'string' ? intent.payment_method : null,
    payment_method_details: methodDetailsOf(instrument, payer, intent.amount),
    receipt_email: intent.receipt_email,
    shipping: intent.shipping,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
  }
  tx.put('charge', id, charge)
  return charge
}

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }

const absentFeatures = {
  object: 'charge',
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  calculated_statement_descriptor: 'TEST SHOP',
  disputed: false,
  failure_balance_transaction: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  source: null,
  source_transfer: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Charge>

function outcomeOf(status: Charge['status'], problem: Problem | null): Charge['outcome'] {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: status === 'failed' ? 'declined_by_network' : 'approved_by_network',
    reason: problem ? (problem.declineCode ?? problem.code) : null,
    risk_level: 'normal',
    risk_score: 10,
    seller_message: status === 'failed' ? 'The bank declined this test payment.' : 'Payment complete.',
    type: status === 'failed' ? 'issuer_declined' : 'authorized',
  }
}

function methodDetailsOf(
  instrument: Instrument,
  payer: Payer,
  amount: number,
): Charge['payment_method_details'] {
  if (instrument.type === 'nz_bank_account')
    return {
      type: 'nz_bank_account',
      nz_bank_account: {
        account_holder_name: payer.name,
        bank_code: '11',
        bank_name: 'Test bank',
        branch_code: '0000',
        last4: instrument.last4,
        suffix: null,
      },
    }
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand: instrument.brand,
      checks: {
        address_line1_check: payer.address?.line1 ? 'pass' : null,
        address_postal_code_check: payer.address?.postal_code ? 'pass' : null,
        cvc_check: 'pass',
      },
      country: payer.address?.country ?? 'NZ',
      electronic_commerce_indicator: null,
      exp_month: instrument.expMonth,
      exp_year: instrument.expYear,
      funding: 'credit',
      installments: null,
      last4: instrument.last4,
      mandate: null,
      network: instrument.brand,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}
