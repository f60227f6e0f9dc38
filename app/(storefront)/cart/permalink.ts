import { z } from 'zod'
import type { NewCart } from '@/lib/cart/create-cart'
import { limits } from '@/lib/cart/limits'

// Links that hold a whole cart: /cart/<variant>:<quantity>[,...]?discount=&note=&attributes[<key>]=&checkout[email]=
// &checkout[shipping_address][country]=&properties=<base64url JSON>&storefront=true. What is odd in the parameters is
// left out; what names the goods has to be right.

const line = /^([1-9]\d{0,17}):(\d{1,6})$/

/** @returns undefined for what is no such link */
export function readPermalink(path: string, query: URLSearchParams) {
  const parts = path
    .replace(/%3a/gi, ':')
    .split(/,|%2c/i)
    .map((part) => line.exec(part))
  if (parts.length > limits.lines || parts.some((part) => part === null)) return undefined
  const properties = readProperties(query.get('properties'))
  return {
    lines: parts.flatMap((part) => {
      const quantity = Number(part?.[2])
      return quantity > 0 ? [{ variantId: BigInt(part?.[1] ?? 0), quantity, attributes: properties }] : []
    }),
    note: text(query.get('note'), limits.note),
    attributes: bounded(
      [...query].flatMap(([name, value]) => {
        const [, key] = /^attributes\[([^[\]]+)\]$/.exec(name) ?? []
        return key === undefined ? [] : [[key, value] as const]
      }),
    ),
    email: z.email().max(320).safeParse(query.get('checkout[email]')).data ?? null,
    discountCodes: (query.get('discount') ?? '')
      .split(',')
      .map((code) => text(code, limits.discountCode))
      .filter((code) => code !== '')
      .slice(0, limits.discountCodes),
    addresses: readAddress(query),
    /** Shows the cart, rather than going on to pay. */
    cartFirst: query.get('storefront') === 'true',
  }
}

const text = (value: string | null, most: number) => [...(value ?? '').trim()].slice(0, most).join('')

function bounded(entries: (readonly [string, string])[]): Record<string, string> {
  const fitting = entries.filter(
    ([key, value]) => key.length <= limits.attributeKey && value.length <= limits.attributeValue,
  )
  return Object.fromEntries(fitting.slice(0, limits.attributes))
}

/** Attributes of every line of the link. */
function readProperties(encoded: string | null): Record<string, string> {
  try {
    const json: unknown = JSON.parse(Buffer.from(encoded ?? '', 'base64url').toString('utf8'))
    return bounded(Object.entries(z.record(z.string(), z.string()).parse(json)))
  } catch {
    return {}
  }
}

/** Where it goes, once the link names the country by its two letters. */
function readAddress(query: URLSearchParams): NewCart['addresses'] {
  const given = (name: string) => text(query.get(`checkout[shipping_address][${name}]`), 255)
  const countryCode = given('country').toUpperCase()
  if (!/^[A-Z]{2}$/.test(countryCode)) return []
  return [
    {
      countryCode,
      firstName: given('first_name'),
      lastName: given('last_name'),
      company: given('company'),
      line1: given('address1'),
      line2: given('address2'),
      city: given('city'),
      region: given('province'),
      postcode: given('zip'),
      phone: given('phone'),
      selected: true,
      oneTimeUse: true,
    },
  ]
}
