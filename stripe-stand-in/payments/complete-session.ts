import type Stripe from 'stripe'
import { createCustomer } from '../customers/create-customer'
import type { Tx } from '../state/store'
import type { Payer } from '../state/tables'
import { makeEvent } from '../webhooks/make-event'

type Session = Stripe.Checkout.Session

/** The shopper is through: closes the session, with what it learned about the customer. */
export function completeSession(
  session: Session,
  payer: Payer,
  paymentStatus: Session['payment_status'],
  tx: Tx,
) {
  const isShipped = session.shipping_address_collection !== null
  const completed: Session = {
    ...session,
    status: 'complete',
    payment_status: paymentStatus,
    url: null,
    collected_information: {
      business_name: null,
      individual_name: null,
      shipping_details: isShipped && payer.address ? { address: payer.address, name: payer.name } : null,
    },
    customer_details: {
      address: payer.address,
      business_name: null,
      email: payer.email,
      individual_name: null,
      name: payer.name,
      phone: payer.phone,
      tax_exempt: 'none',
      tax_ids: [],
    },
  }
  if (session.customer_creation === 'always' && session.customer === null)
    completed.customer = createCustomer({ email: payer.email, name: payer.name }, tx).id
  tx.put('session', completed.id, completed)
  tx.remove('due', completed.id)
  const checkout = tx.get('checkout', completed.id)
  if (checkout) tx.put('checkout', completed.id, { ...checkout, attempt: null })
  countRedemption(completed, tx)
  makeEvent(tx, 'checkout.session.completed', completed)
}

function countRedemption(session: Session, tx: Tx) {
  const couponId = session.discounts?.[0]?.coupon
  const coupon = typeof couponId === 'string' ? tx.get('coupon', couponId) : undefined
  if (coupon) tx.put('coupon', coupon.id, { ...coupon, times_redeemed: coupon.times_redeemed + 1 })
}
