import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import {
  addLinesTo as add,
  change,
  createHeadless as create,
  merchandise,
  named,
  one,
  quantities,
  readHeadless,
  shopWith,
  tryChange,
  updateLinesOf as update,
} from '@/lib/testing/headless-cart'
import { smallProduct } from '@/prisma/factories'

testDatabase()

let bag: string
let book: string
let set: string

beforeAll(async () => {
  ;({ bag, book, set } = await shopWith({
    bag: { stock: 500 },
    book: { stock: 3, price: 4500 },
    set: { stock: 0, price: 9000 },
  }))
})

describe('lines', () => {
  test('new ones come first; the same merchandise and attributes merge; 0 adds nothing', async () => {
    const { cart } = await create({ lines: [one(bag)] })
    expect(quantities((await add(cart.id, one(book), one(bag, 2))).cart)).toEqual(['1 book', '3 bag'])
    const gift = { ...one(bag), attributes: [named('Gift', 'yes')] }
    expect(quantities((await add(cart.id, gift, one(bag, 0))).cart)).toEqual(['1 bag', '1 book', '3 bag'])
    expect(quantities((await add(cart.id, one(bag, 0))).cart)).toEqual(['1 bag', '1 book', '3 bag'])
  })

  test('a change of quantity, merchandise and attributes; 0 takes out', async () => {
    const { cart } = await create({ lines: [one(bag, 4), one(book)] })
    const [first, second] = cart.lines.nodes
    const swapped = await update(
      cart.id,
      { id: first.id, merchandiseId: bag },
      { id: second.id, merchandiseId: book, quantity: 2 },
    )
    expect(swapped.cart.lines.nodes.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id])
    expect(quantities(swapped.cart)).toEqual(['1 bag', '2 book'])
    const split = await update(cart.id, { id: first.id, quantity: 5, attributes: [named('Gift', 'yes')] })
    expect(split.cart.lines.nodes[0]).toMatchObject({
      id: first.id,
      quantity: 5,
      attributes: [named('Gift', 'yes')],
    })
    expect(quantities((await update(cart.id, { id: second.id, quantity: 0 })).cart)).toEqual(['5 bag'])
  })

  test('one that comes to equal another joins it', async () => {
    const gift = [named('Gift', 'yes')]
    const { cart } = await create({ lines: [one(bag, 2), { ...one(bag, 3), attributes: gift }, one(book)] })
    const [, withGift, plain] = cart.lines.nodes
    const joined = await update(cart.id, { id: withGift.id, attributes: [] })
    expect(quantities(joined.cart)).toEqual(['1 book', '5 bag'])
    expect(joined.cart.lines.nodes[1].id).toBe(plain.id)
    const apart = (await add(cart.id, { ...one(bag), attributes: gift })).cart.lines.nodes
    const both = await update(cart.id, { id: apart[0].id, attributes: [] }, { id: plain.id, quantity: 10 })
    expect(quantities(both.cart)).toEqual(['1 book', '11 bag'])
  })

  test('stock shortage is a warning: the rest stays, and what is sold out stays with 0', async () => {
    const { cart, userErrors, warnings } = await create({ lines: [one(book, 7), one(set)] })
    expect(quantities(cart)).toEqual(['0 set', '3 book'])
    expect([userErrors, cart.totalQuantity]).toEqual([[], 3])
    const [soldOut, cut] = cart.lines.nodes
    expect(warnings).toMatchObject([
      { code: 'MERCHANDISE_NOT_ENOUGH_STOCK', target: cut.id },
      { code: 'MERCHANDISE_OUT_OF_STOCK', target: soldOut.id },
    ])
    const more = await update(cart.id, { id: cut.id, quantity: 9 })
    expect(more.warnings).toMatchObject([{ code: 'MERCHANDISE_NOT_ENOUGH_STOCK', target: cut.id }])
    expect((await add(cart.id, one(bag, 999_999))).warnings).toMatchObject([
      { code: 'MERCHANDISE_NOT_ENOUGH_STOCK' },
    ])
  })

  test('a line that is gone is named, and the cart stays as it is', async () => {
    const { cart } = await create({ lines: [one(bag), one(book)] })
    const [first, second] = cart.lines.nodes
    const stale = `gid://shopify/CartLine/00000000-0000-4000-8000-000000000000?cart=x`
    for (const id of [stale, bag, (await create({ lines: [one(bag)] })).cart.lines.nodes[0].id]) {
      const error = {
        code: 'INVALID_MERCHANDISE_LINE',
        message: `The merchandise line with id ${id} does not exist.`,
      }
      const changed = await update(cart.id, { id: first.id, quantity: 9 }, { id, quantity: 2 })
      expect(changed.userErrors).toEqual([{ ...error, field: ['lines', '1', 'id'] }])
      expect(quantities(changed.cart)).toEqual(['1 book', '1 bag'])
      const removed = await change('cartLinesRemove', { cartId: cart.id, lineIds: [second.id, id] })
      expect(removed.userErrors).toEqual([{ ...error, field: ['lineIds', '1'] }])
      expect(quantities(removed.cart)).toEqual(['1 book', '1 bag'])
    }
    const left = await change('cartLinesRemove', { cartId: cart.id, lineIds: [second.id] })
    expect(quantities(left.cart)).toEqual(['1 book'])
  })

  test('what is not on sale any more is not in the cart that is shown', async () => {
    const old = await smallProduct({ handle: 'old', stock: 5 })
    const { cart } = await create({ lines: [one(bag), one(merchandise(old.variantId), 2)] })
    await db().product.update({ where: { id: old.productId }, data: { status: 'archived' } })
    expect(await readHeadless(cart.id)).toMatchObject({
      totalQuantity: 1,
      cost: { totalAmount: { amount: '49.0' } },
    })
    const { userErrors } = await update(cart.id, { id: cart.lines.nodes[0].id, quantity: 1 })
    expect(userErrors).toMatchObject([{ code: 'INVALID_MERCHANDISE_LINE' }])
  })

  test('more than a cart holds', async () => {
    const line = (n: number) => ({ ...one(bag), attributes: [named('n', String(n))] })
    const { cart } = await create({ lines: Array.from({ length: 250 }, (_, n) => line(n)) })
    const { userErrors } = await add(cart.id, line(250))
    expect(userErrors).toMatchObject([{ code: 'CART_TOO_LARGE', field: ['lines'] }])
    const { errors } = await tryChange('cartLinesAdd', {
      cartId: cart.id,
      lines: Array.from({ length: 251 }, (_, n) => line(n)),
    })
    expect(errors).toMatchObject([
      {
        message: 'The input array size of 251 is greater than the maximum allowed of 250.',
        path: ['cartLinesAdd', 'lines'],
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      },
    ])
    const many = await tryChange('cartCreate', {
      input: { lines: Array.from({ length: 251 }, (_, n) => line(n)) },
    })
    expect(many.errors[0].path).toEqual(['cartCreate', 'input', 'lines'])
  })
})
