import type { AdminProduct } from './admin-product'

/**
 * Why a product can't be marked as a gift card as it stands, in a sentence for its form; null where nothing keeps it.
 * A card is neither made nor sent: it has no shelf, and one that comes back from being a card finds the shelf of its
 * own number again, which a set never had.
 */
export function giftCardObstacle(product: AdminProduct): string | null {
  if (product.isGiftCard) return null
  if (product.sharesShelves)
    return 'This is a set, put together from what lies on shelves, and a gift card has no shelf. Sell the card as a product of its own.'
  if (product.isSupplement)
    return 'This is a supplement with a label panel, and goods like that can’t be a gift card. Sell the card as a product of its own.'
  const full = product.stock.find(({ onHand, reserved }) => onHand > 0 || reserved > 0)
  if (!full) return null
  if (full.onHand === full.reserved)
    return `${pieces(full.reserved)} on the shelf ${full.sku} ${full.reserved === 1 ? 'is' : 'are'} held for orders that are being paid, and a gift card has no shelf. Wait for them, or sell the card as a product of its own.`
  return `There ${full.onHand === 1 ? 'is' : 'are'} still ${pieces(full.onHand)} on the shelf ${full.sku}, and a gift card has none. Book them out first, or sell the card as a product of its own.`
}

const pieces = (count: number) => (count === 1 ? '1 piece' : `${count} pieces`)
