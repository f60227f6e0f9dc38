import { beforeAll, expect, test } from 'vitest'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { db } from '@/lib/db'
import { cartWith } from '@/lib/testing/gift-cards'
import { checkOut, testShop } from '@/lib/testing/shop'
import { smallDiscount, smallGiftCard, smallProduct } from '@/prisma/factories'

testShop()

/** 49.00, and 6.50 for delivery. */
let bag: { variantId: bigint }
const long = `CODE-${'X'.repeat(30)}`

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000, price: 4900 })
  for (const code of ['TENOFF', long]) await smallDiscount({ codes: [code], kind: 'amount', off: 1000 })
})

type Option = { shipping_rate_data: { display_name: string } }

/** What the shopper reads at Stripe beside what is off, and beside delivery. */
async function words(amount: number, code?: string) {
  const token = await cartWith(bag, await smallGiftCard({ amount }))
  if (code) await setDiscountCodes({ token, codes: [code] })
  const session = await checkOut(token)
  const attempt = await db().checkoutAttempt.findUniqueOrThrow({ where: { sessionId: session } })
  const { shipping_options: options } = attempt.params as { shipping_options: Option[] }
  return [(attempt.coupon as { name: string }).name, options[0]?.shipping_rate_data.display_name]
}

test('one coupon says how much of it is discount and how much gift card, where that fits', async () => {
  expect(await words(2000)).toEqual(['Gift card', 'Courier'])
  expect(await words(2000, 'TENOFF')).toEqual(['TENOFF $10.00, gift card $20.00', 'Courier'])
  expect(await words(2000, long)).toEqual(['Discount $10.00, gift card $20.00', 'Courier'])
})

test('a card that pays all goods and a part of delivery is named at both', async () => {
  expect(await words(4100, 'TENOFF')).toEqual([
    'TENOFF $10.00, gift card $39.00',
    'Courier, less $2.00 by gift card',
  ])
})
