import type { PageView } from '@/lib/content/pages'
import { readPolicies } from '@/lib/content/policies'
import { countryName } from '@/lib/country-name'
import { type Currency, formatMoney, money } from '@/lib/money'
import { readZones } from '@/lib/shipping/zones'
import type { Context } from './context'
import { gid } from './ids'
import { toMetafields } from './metafields'
import { once } from './once'
import { toHtml } from './text'

const english = { isoCode: 'EN', name: 'English', endonymName: 'English' }

/** Those that the API has a name for. */
export const policyHandles = [
  'privacy-policy',
  'refund-policy',
  'shipping-policy',
  'terms-of-service',
  'terms-of-sale',
  'legal-notice',
  'contact-information',
]

export function toShop(context: Context) {
  const { shop, site } = context
  const policies = once(() => readPolicies(policyHandles))
  const policy = (handle: string) => async () => {
    const found = (await policies()).find((candidate) => candidate.handle === handle)
    return found ? toPolicy(found, context) : null
  }
  return {
    __typename: 'Shop' as const,
    ...toMetafields('shop:1', context),
    id: gid('Shop', '1'),
    name: shop.name,
    description: shop.description || null,
    moneyFormat: `${symbolOf(shop.currency)}{{amount}}`,
    primaryDomain: { url: site, host: new URL(site).host, sslEnabled: site.startsWith('https:') },
    brand: { logo: null, squareLogo: null, coverImage: null, slogan: null, shortDescription: null },
    paymentSettings: paymentSettings(context),
    shipsToCountries: countries,
    privacyPolicy: policy('privacy-policy'),
    refundPolicy: policy('refund-policy'),
    shippingPolicy: policy('shipping-policy'),
    termsOfService: policy('terms-of-service'),
    termsOfSale: policy('terms-of-sale'),
    legalNotice: policy('legal-notice'),
    contactInformation: policy('contact-information'),
    // Nothing is sold by subscription.
    subscriptionPolicy: null,
  }
}

/** What is charged; cards and wallets are for Stripe's page to say. */
export function paymentSettings({ shop }: Context) {
  return {
    currencyCode: shop.currency,
    countryCode: shop.country,
    enabledPresentmentCurrencies: [shop.currency],
    acceptedCardBrands: [],
    supportedDigitalWallets: [],
  }
}

export function localization(context: Context) {
  return {
    country: async () => toCountry(await context.country(), context),
    language: english,
    availableLanguages: [english],
    availableCountries: async () => (await countries()).map((code) => toCountry(code, context)),
  }
}

/** Where parcels go. */
async function countries(): Promise<string[]> {
  return [...new Set((await readZones()).flatMap((zone) => zone.countries))]
}

function toCountry(isoCode: string, { shop }: Context) {
  return {
    isoCode,
    name: countryName(isoCode),
    unitSystem: 'METRIC_SYSTEM',
    currency: {
      isoCode: shop.currency,
      name: currencyNames.of(shop.currency) ?? shop.currency,
      symbol: symbolOf(shop.currency),
    },
    availableLanguages: [english],
    defaultLanguage: english,
  }
}

/** "$" for the shop's own dollars, "€" for euros. */
function symbolOf(currency: Currency): string {
  return formatMoney(money(0, currency)).replace(/[\d.,\s]/g, '')
}

const currencyNames = new Intl.DisplayNames('en-NZ', { type: 'currency' })

export function toPolicy(policy: PageView, context: Context) {
  return {
    __typename: 'ShopPolicy' as const,
    id: gid('ShopPolicy', policy.id),
    handle: policy.handle,
    title: policy.title,
    body: () => toHtml(policy.body, context),
    url: `${context.site}/policies/${policy.handle}`,
  }
}
