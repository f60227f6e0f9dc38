import { transaction } from '@/lib/db'
import { checkAddresses, checkPlace, type Place } from './addresses'
import { loadAddressed } from './load-addressed'
import type { Cart } from './load-cart'
import { changed } from './sql'

/** What is left out stays as it is; a place is replaced as a whole. */
export type AddressChange = {
  id: string
  selected?: boolean | null
  oneTimeUse?: boolean | null
  place?: Place | null
}

/**
 * Changes places, all of them or none.
 * @throws DomainError INVALID_DELIVERY_ADDRESS_ID (`addresses.<place>`) for one that is not there, and as
 * `addAddresses`
 */
export async function updateAddresses(input: { token: string; changes: AddressChange[] }): Promise<Cart> {
  checkAddresses(input.changes)
  const rows = input.changes.map(({ id, oneTimeUse = null, place }, index) => ({
    ...(place && checkPlace(place, `addresses.${index}`)),
    id,
    oneTimeUse,
  }))
  const chosen = input.changes.find(({ selected }) => selected)?.id ?? null
  const left = input.changes.filter(({ selected }) => selected === false).map(({ id }) => id)
  return transaction(async (tx) => {
    const found = await tx.$queryRaw<{ id: string }[]>`
      WITH cart AS (
        UPDATE cart SET ${changed}, address_id = COALESCE(
          (SELECT address.id FROM cart_address address WHERE address.id = ${chosen}::uuid),
          CASE WHEN address_id = ANY (${left}::uuid[]) THEN NULL ELSE address_id END)
        WHERE token = ${input.token} AND expires_at > now() RETURNING id
      )
      UPDATE cart_address address SET one_time_use = COALESCE(given."oneTimeUse", address.one_time_use),
        country_code = COALESCE(given."countryCode", address.country_code),
        first_name = COALESCE(given."firstName", address.first_name),
        last_name = COALESCE(given."lastName", address.last_name),
        company = COALESCE(given.company, address.company), line1 = COALESCE(given.line1, address.line1),
        line2 = COALESCE(given.line2, address.line2), city = COALESCE(given.city, address.city),
        region = COALESCE(given.region, address.region), postcode = COALESCE(given.postcode, address.postcode),
        phone = COALESCE(given.phone, address.phone)
      FROM cart, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given (id uuid, "oneTimeUse" boolean,
        "countryCode" text, "firstName" text, "lastName" text, company text, line1 text, line2 text, city text,
        region text, postcode text, phone text)
      WHERE address.cart_id = cart.id AND address.id = given.id
      RETURNING address.id`
    return loadAddressed(tx, input.token, { wanted: input.changes.map(({ id }) => id), found })
  })
}
