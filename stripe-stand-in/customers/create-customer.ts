import type Stripe from 'stripe'
import { notServed } from '../api/stripe-error'
import { checkAddressText, checkMetadata, mergeMetadata } from '../api/value-rules'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'

type Params = Stripe.CustomerCreateParams | Stripe.CustomerUpdateParams
type Customer = Stripe.Customer

const SERVED = new Set([
  'address',
  'description',
  'email',
  'expand',
  'metadata',
  'name',
  'phone',
  'preferred_locales',
  'shipping',
])

/** @throws StandInError */
export function checkCustomerParams(params: Params) {
  for (const param of Object.keys(params)) if (!SERVED.has(param)) throw notServed(param)
  if (params.email !== undefined) checkAddressText(params.email, 'email')
  checkMetadata(params.metadata ?? undefined, 'metadata')
}

/** Makes a customer from checked parameters. */
export function createCustomer(params: Stripe.CustomerCreateParams, tx: Tx): Customer {
  const blank: Customer = {
    id: newId('customer'),
    object: 'customer',
    address: null,
    balance: 0,
    created: Math.floor(tx.now / 1000),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: newId('coupon').toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
  return changeCustomer(blank, params, tx)
}

/** Changes what the checked parameters name, and leaves the rest. */
export function changeCustomer(customer: Customer, params: Params, tx: Tx): Customer {
  const { address, description, email, metadata, name, phone, preferred_locales, shipping } = params
  const changed: Customer = {
    ...customer,
    ...(address !== undefined && { address: address ? wholeAddress(address) : null }),
    ...(description !== undefined && { description }),
    ...(email !== undefined && { email }),
    ...(metadata !== undefined && { metadata: mergeMetadata(customer.metadata, metadata) }),
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(preferred_locales !== undefined && { preferred_locales }),
    ...(shipping !== undefined && {
      shipping: shipping
        ? { address: wholeAddress(shipping.address), name: shipping.name, phone: shipping.phone ?? null }
        : null,
    }),
  }
  tx.put('customer', customer.id, changed)
  return changed
}

function wholeAddress(address: Stripe.AddressParam): Stripe.Address {
  return {
    city: address.city ?? null,
    country: address.country ?? null,
    line1: address.line1 ?? null,
    line2: address.line2 ?? null,
    postal_code: address.postal_code ?? null,
    state: address.state ?? null,
  }
}
