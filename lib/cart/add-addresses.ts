import { randomUUID } from 'node:crypto'
import { transaction } from '@/lib/db'
import { type CartAddress, checkAddresses, checkPlace } from './addresses'
import { loadAddressed } from './load-addressed'
import type { Cart } from './load-cart'
import { changed, insertAddresses } from './sql'

export type NewAddress = Omit<CartAddress, 'id'>

/**
 * Adds places a cart may be sent to, or puts them in the place of those it has. Selecting one takes the mark from the
 * others. Four statements, BEGIN and COMMIT included.
 * @throws DomainError as `checkAddresses` and `checkPlace`, NOT_FOUND where the cart is gone
 */
export async function addAddresses(input: {
  token: string
  addresses: NewAddress[]
  replace: boolean
}): Promise<Cart> {
  checkAddresses(input.addresses)
  const addresses = input.addresses.map((address, index) => ({
    ...address,
    ...checkPlace(address, `addresses.${index}`),
    id: randomUUID(),
  }))
  const chosen = addresses.find(({ selected }) => selected)?.id ?? null
  return transaction(async (tx) => {
    await tx.$executeRaw`
      WITH cart AS (
        UPDATE cart SET ${changed}, address_id = COALESCE(${chosen}::uuid, CASE WHEN ${input.replace} THEN NULL ELSE address_id END)
        WHERE token = ${input.token} AND expires_at > now() RETURNING id
      ), replaced AS (
        DELETE FROM cart_address address USING cart WHERE address.cart_id = cart.id AND ${input.replace}
      )
      ${insertAddresses(addresses)}`
    return loadAddressed(tx, input.token)
  })
}
