import type { HistoryEntry } from '@/lib/auth/history'
import { formatMoney, isCurrency, money } from '@/lib/money'

// The audit log keeps short names; people read these.

const actions: Record<string, string> = {
  'product.saved': 'edited a product',
  'product.active': 'put a product into the shop',
  'product.draft': 'took a product out of the shop',
  'product.archived': 'archived a product',
  'stock.received': 'booked a delivery',
  'stock.counted': 'counted the shelf',
  'stock.damaged': 'booked damage or loss',
  'stock.returned': 'put returned goods back',
  'order.sent': 'marked an order as sent',
  'order.refund': 'asked for a refund',
  'order.review': 'reviewed an order',
  'discount.created': 'made a discount',
  'discount.saved': 'changed a discount',
  'discount.started': 'let a discount run again',
  'discount.stopped': 'stopped a discount',
  'gift_card.issued': 'issued a gift card',
  'gift_card.disabled': 'disabled a gift card',
  'gift_card.enabled': 'let a gift card be spent again',
  'gift_card.adjusted': 'put the balance of a gift card right',
  'discrepancy.resolve': 'resolved a discrepancy',
  'api_token.created': 'made an API token',
  'api_token.revoked': 'revoked an API token',
  'api_access.saved': 'changed who may ask the API',
}

const names: Record<string, string> = {
  title: 'Name',
  subtitle: 'Line below the name',
  seoTitle: 'Title for search engines',
  seoDescription: 'Description for search engines',
  isGiftCard: 'Gift card',
  labelConfirmed: 'Label confirmed',
  demo: 'Demo values',
  compareAtPrice: 'Price before',
  onHand: 'On the shelf',
  sku: 'Code',
  fulfilment: 'Sending',
  paymentStatus: 'Payment',
  trackingNumber: 'Tracking number',
  trackingUrl: 'Tracking page',
  endsWith: 'Ends with',
  tokenRequired: 'Only with a token',
}

/** Steps of a path that only group others say nothing to a reader. */
const silent = new Set(['variants'])

export function actionInWords(action: string): string {
  return actions[action] ?? action.replaceAll(/[._]/g, ' ')
}

/** "Price, 150 g" for variants › 150 g › price. */
export function pathInWords(path: string[]): string {
  const said = path.filter((step) => !silent.has(step))
  const [last = '', ...rest] = said.reverse()
  return [names[last] ?? sentence(last), ...rest.filter(Boolean)].join(', ')
}

/** "paymentState" becomes "Payment state". */
function sentence(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Where the thing can be looked at now. */
export function subjectLink({ subject, subjectId }: HistoryEntry): { text: string; url: string } | null {
  if (subject === 'product') return { text: `product ${subjectId}`, url: `/admin/products/${subjectId}` }
  if (subject === 'discount') return { text: 'the discount', url: `/admin/discounts/${subjectId}` }
  if (subject === 'gift_card') return { text: 'the card', url: `/admin/gift-cards/${subjectId}` }
  if (subject === 'order') return { text: 'the order', url: `/admin/orders/${subjectId}` }
  return null
}

/** Amounts are kept in minor units beside their currency; people read "$45.00". */
export function readableChanges(changes: HistoryEntry['changes']): HistoryEntry['changes'] {
  const currency = changes.find(({ path }) => path.join() === 'currency')?.after ?? ''
  if (!isCurrency(currency)) return changes
  const readable = (minor: string | null) =>
    minor === null ? null : formatMoney(money(Number(minor), currency))
  return changes
    .filter(({ path }) => path.join() !== 'currency')
    .map((change) =>
      ['amount', 'balance'].includes(change.path.join())
        ? { ...change, before: readable(change.before), after: readable(change.after) }
        : change,
    )
}
