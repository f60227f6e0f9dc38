import type Stripe from 'stripe'
import { invalidRequest } from '../api/stripe-error'
import { LARGEST_AMOUNT, mergeMetadata } from '../api/value-rules'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'
import type { CheckoutPrivate } from '../state/tables'
import { lineItemsOf } from './line-items'
import { shippingOptionsOf } from './shipping-options'
import { withTotals } from './totals'

type Params = Stripe.Checkout.SessionCreateParams
type Session = Stripe.Checkout.Session

/** Smallest charge in minor units, where Stripe has one. https://docs.stripe.com/currencies */
const SMALLEST_CHARGE: Record<string, number> = {
  nzd: 50,
  aud: 50,
  usd: 50,
  eur: 50,
  cad: 50,
  gbp: 30,
  jpy: 50,
}
const PAYMENT_METHODS = ['card', 'nz_bank_account']
const DEFAULT_LIFETIME = 24 * 60 * 60

/** Makes an open session from checked parameters. @throws StandInError when the total can't be charged */
export function createSession(params: Params, tx: Tx): Session {
  const id = newId('session')
  const lineItems = lineItemsOf(params, tx)
  const currency = lineItems[0]?.currency ?? ''
  const now = Math.floor(tx.now / 1000)
  const draft: Session = {
    ...absentFeatures,
    id,
    created: now,
    expires_at: params.expires_at ?? now + DEFAULT_LIFETIME,
    status: 'open',
    payment_status: 'unpaid',
    url: `${tx.place.url}/pay/${id}`,
    currency,
    amount_subtotal: null,
    amount_total: null,
    total_details: null,
    shipping_cost: null,
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? true },
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    billing_address_collection: params.billing_address_collection ?? null,
    branding_settings: brandingOf(params),
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    custom_text: customTextOf(params),
    customer: params.customer ?? null,
    customer_creation: params.customer_creation ?? (params.customer ? null : 'if_required'),
    customer_details: detailsKnownAtFirst(params, tx),
    customer_email: params.customer_email ?? null,
    discounts: (params.discounts ?? []).map(({ coupon }) => ({
      coupon: coupon ?? null,
      promotion_code: null,
    })),
    integration_identifier: params.integration_identifier ?? null,
    locale: params.locale ?? null,
    metadata: mergeMetadata({}, params.metadata),
    origin_context: params.origin_context ?? null,
    payment_method_types: paymentMethodsOf(params),
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    shipping_address_collection: params.shipping_address_collection ?? null,
    shipping_options: shippingOptionsOf(params, tx),
    submit_type: params.submit_type ?? null,
    success_url: params.success_url ?? null,
  }
  const checkout: CheckoutPrivate = {
    lineItems,
    paymentIntentData: params.payment_intent_data ?? {},
    shippingChoice: 0,
    attempt: null,
    tampered: {},
  }
  const session = withTotals(draft, checkout)
  checkTotal(session)
  tx.put('session', id, session)
  tx.put('checkout', id, checkout)
  tx.put('due', id, { kind: 'expire_session', at: session.expires_at * 1000, session: id })
  return session
}

/** Everything Checkout can do and this session does not ask for. */
const absentFeatures = {
  object: 'checkout.session',
  after_expiration: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  customer_account: null,
  invoice: null,
  invoice_creation: {
    enabled: false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: null,
      metadata: {},
      rendering_options: null,
    },
  },
  livemode: false,
  managed_payments: null,
  mode: 'payment',
  payment_intent: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: 'automatic' } },
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  subscription: null,
  ui_mode: 'hosted_page',
  wallet_options: null,
} satisfies Partial<Session>

function checkTotal({ amount_total: total, currency }: Session) {
  const smallest = SMALLEST_CHARGE[currency ?? ''] ?? 1
  if (total !== null && total > LARGEST_AMOUNT)
    throw invalidRequest('The total amount must be no more than 99999999.', { code: 'amount_too_large' })
  if (total !== null && total > 0 && total < smallest)
    throw invalidRequest(`The Checkout Session's total amount must be at least ${smallest} ${currency}.`, {
      code: 'amount_too_small',
    })
}

function paymentMethodsOf(params: Params): string[] {
  const allowed = params.allowed_payment_method_types
  const excluded: string[] = params.excluded_payment_method_types ?? []
  const offered = PAYMENT_METHODS.filter(
    (method) => (!allowed || allowed.includes(method)) && !excluded.includes(method),
  )
  if (offered.length === 0)
    throw invalidRequest('No payment method of the Stripe stand-in (card, nz_bank_account) is allowed.', {
      param: 'allowed_payment_method_types',
    })
  return offered
}

function brandingOf({ branding_settings: branding }: Params): Stripe.Checkout.Session.BrandingSettings {
  return {
    background_color: branding?.background_color || '#ffffff',
    border_style: branding?.border_style || 'rounded',
    button_color: branding?.button_color || '#0074d4',
    display_name: branding?.display_name ?? 'Test shop',
    font_family: branding?.font_family || 'default',
    icon: null,
    logo: null,
  }
}

function customTextOf({ custom_text: text }: Params): Stripe.Checkout.Session.CustomText {
  return {
    after_submit: text?.after_submit || null,
    shipping_address: text?.shipping_address || null,
    submit: text?.submit || null,
    terms_of_service_acceptance: text?.terms_of_service_acceptance || null,
  }
}

/** Stripe shows an e-mail address it was given before anyone has paid. */
function detailsKnownAtFirst(params: Params, tx: Tx): Stripe.Checkout.Session.CustomerDetails | null {
  const email = params.customer_email ?? (params.customer ? tx.get('customer', params.customer)?.email : null)
  if (!email) return null
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  }
}
