import { beforeAll, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { setAttributes } from '@/lib/cart/set-attributes'
import { db } from '@/lib/db'
import { checkOut, orderOf, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { getOrder } from './orders'

const { control, settleDown } = testShop()

let tea: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 1000 })
})

/** Neither in the alphabet's order nor, as JSONB would have them, the short ones first. */
const given = { Zebra: 'z', 'Gift for': 'Ana', _source: 'salon', b: '1' }

async function paidWith(attributes: Record<string, string>) {
  const { token } = await addLines({
    token: null,
    lines: [{ variantId: tea.variantId, quantity: 1, attributes }],
  })
  await setAttributes({ token, attributes })
  const session = await checkOut(token)
  await control().pay({ session })
  await settleDown()
  return orderOf(session)
}

test('an order keeps what was said about it and its lines in the order in which it was said', async () => {
  const order = await getOrder((await paidWith(given)).id)
  expect(Object.entries(order?.attributes ?? {})).toEqual(Object.entries(given))
  expect(Object.entries(order?.lines[0]?.attributes ?? {})).toEqual(Object.entries(given))
})

test('an order from before the order was kept has all of it, and one with other JSON none', async () => {
  const { id } = await paidWith(given)
  await db().order.update({ where: { id }, data: { attributeKeys: [] } })
  expect((await getOrder(id))?.attributes).toEqual(given)
  await db().order.update({ where: { id }, data: { attributes: [1] } })
  expect((await getOrder(id))?.attributes).toEqual({})
})

test('the notice to the shop says all of it, the shopper’s mail nothing that is between front end and staff', async () => {
  const { id } = await paidWith(given)
  const mails = await db().mail.findMany({
    where: { orderId: id },
    select: { kind: true, text: true, html: true },
  })
  const [notice, others] = [
    mails.filter(({ kind }) => kind === 'owner_notice'),
    mails.filter(({ kind }) => kind !== 'owner_notice'),
  ]
  expect(notice).toMatchObject([
    { text: expect.stringMatching(/Zebra: z\n\nGift for: Ana\n\n_source: salon\n\nb: 1/) },
  ])
  expect(notice[0]?.html).toContain('_source: salon')
  expect(others.length).toBeGreaterThan(0)
  for (const mail of others) expect(mail.text + mail.html).not.toContain('_source')
})
