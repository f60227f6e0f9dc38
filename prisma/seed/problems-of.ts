import { readShopFile, ShopFileError } from './read-shop-file'

export const shop = `shop:
  name: Small shop
  currency: NZD
  country: NZ
  timeZone: Pacific/Auckland
  email: a@example.nz
  dispatch: { city: Napier }
  tax: { percent: 15 }
`

/** What is said of a file that holds a small shop and this. For tests. */
export function problems(rest: string): string[] {
  try {
    readShopFile(shop + rest)
    return []
  } catch (error) {
    if (error instanceof ShopFileError) return error.problems
    throw error
  }
}
