import { evaluateDiscounts } from '@/lib/discounts/evaluate-discounts'
import { idleInWords, refusalInWords } from '@/lib/discounts/refusal-words'
import type { DiscountableLine, DiscountRule } from '@/lib/discounts/rules'
import { add, type Currency, type Money, money, zero } from '@/lib/money'
import { computeTotals } from './totals'
import type { DiscountWarning } from './warnings'

/** A discount that this cart has; `amount`, above zero, is what it comes to over all. */
export type AppliedDiscount = {
  id: string
  /** As the shopper gave it; null for an automatic one, which has its title. */
  code: string | null
  title: string
  /** What it lowers: `order` is a share of every line, `product` single lines, `shipping` delivery. */
  level: DiscountRule['level']
  kind: DiscountRule['kind']
  /** Basis points, where it is so many per cent. */
  percent: number | null
  amount: Money
}

/** The share of one line in a discount on goods. */
export type LineDiscount = { discountId: string; amount: Money }

/** A code on the cart, word for word as given. `idle` says why one that applies takes nothing off all the same. */
export type CartDiscountCode = { code: string; applicable: boolean; idle?: string }

/**
 * What came of a code, in any case, that is on the cart: it takes something off, waits for goods, or for something that
 * the cart's page tells.
 */
export function outcomeOf(
  cart: { discountCodes: CartDiscountCode[]; lines: unknown[] },
  code: string,
): 'code' | 'kept' | 'waits' {
  const wanted = code.trim().toLowerCase()
  const counts = cart.discountCodes.some(
    (kept) => kept.applicable && !kept.idle && kept.code.toLowerCase() === wanted,
  )
  if (counts) return 'code'
  return cart.lines.length > 0 ? 'waits' : 'kept'
}

type Line = { id: string; productId: bigint | null; unitPrice: Money; quantity: number; isGiftCard: boolean }

type Input<L extends Line> = {
  currency: Currency
  lines: L[]
  codes: string[]
  rules: DiscountRule[]
  /** Before its discount. */
  shipping: Money | null
  shippable: boolean
  taxBasisPoints: number
  /** What each gift card on the cart could pay. */
  giftCards: Money[]
  now: number
}

/** Lines with what discounts do to them, the cart's discounts and codes, its totals and what each gift card pays. */
export function discountCart<L extends Line>(input: Input<L>) {
  const { currency, shipping, taxBasisPoints, giftCards } = input
  const { given, codes } = evaluateDiscounts({
    ...input,
    lines: input.lines.flatMap(toDiscountable),
    shipping: shipping?.minor ?? null,
  })
  const discounts = given.map(
    ({ rule, allocation }): AppliedDiscount => ({
      id: rule.id,
      code: rule.code,
      title: rule.title,
      level: rule.level,
      kind: rule.kind,
      percent: rule.percent,
      amount: money(allocation.total, currency),
    }),
  )
  const none = zero(currency)
  const shares = input.lines.map(({ id }) =>
    given.flatMap(({ rule, allocation }) => {
      const amount = allocation.lines.get(id)
      return amount === undefined
        ? []
        : [{ discountId: rule.id, level: rule.level, amount: money(amount, currency) }]
    }),
  )
  const sumOf = (amounts: { amount: Money }[]) => add(none, ...amounts.map(({ amount }) => amount))
  const discounted = (of: (share: { level: AppliedDiscount['level'] }) => boolean) =>
    input.lines.map(({ unitPrice, quantity, isGiftCard }, index) => ({
      unitPrice,
      quantity,
      isGiftCard,
      discount: sumOf((shares[index] ?? []).filter(of)),
    }))
  const {
    totals,
    lineTotals,
    shares: cardShares,
  } = computeTotals({
    currency,
    lines: discounted(() => true),
    shipping,
    shippingDiscount: sumOf(discounts.filter(({ level }) => level === 'shipping')),
    taxBasisPoints,
    giftCards,
  })
  const shown = computeTotals({
    currency,
    lines: discounted(({ level }) => level === 'product'),
    shipping: null,
    taxBasisPoints,
  }).lineTotals
  const lines = input.lines.map((line, index) => ({
    subtotal: shown[index]?.gross ?? none,
    total: shown[index]?.total ?? none,
    paid: lineTotals[index]?.total ?? none,
    discounts: (shares[index] ?? []).map(({ discountId, amount }): LineDiscount => ({ discountId, amount })),
    // Last: what is added to so large an object after it was copied takes sixteen times as long, and four times the memory.
    ...line,
  }))
  return {
    lines,
    discounts,
    discountCodes: codes.map((judged): CartDiscountCode => {
      const { code, applicable } = judged
      const idle = applicable && given.every(({ rule }) => rule.id !== judged.rule?.id)
      return { code, applicable, ...(idle && { idle: idleInWords(judged, shipping) }) }
    }),
    totals,
    cardShares,
    warnings: codes.flatMap((judged): DiscountWarning[] =>
      judged.refusal === null
        ? []
        : [
            {
              code: judged.refusal,
              discountCode: judged.code,
              message: refusalInWords(judged, judged.refusal, currency),
            },
          ],
    ),
  }
}

/** A gift card is money, and none of it is ever off. */
function toDiscountable({ id, productId, unitPrice, quantity, isGiftCard }: Line): DiscountableLine[] {
  if (productId === null || quantity === 0 || isGiftCard) return []
  return [{ id, productId: String(productId), unitPrice: unitPrice.minor, quantity }]
}
