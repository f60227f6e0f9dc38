import type { PrismaTx } from '@/lib/db'
import { issueBoughtCards } from '@/lib/gift-cards/issue-bought-cards'
import { queueMail } from './queue-mail'
import { addOrderEvent } from './timeline'

/** Issues the gift cards that an order bought, and mails their codes to the buyer. Doing it again does nothing. */
export async function mailBoughtCards(tx: PrismaTx, orderId: bigint, email: string): Promise<void> {
  const issued = await issueBoughtCards(tx, orderId)
  if (issued === 0) return
  const cards = issued === 1 ? 'A gift card was' : `${issued} gift cards were`
  await addOrderEvent(tx, orderId, 'gift_cards', `${cards} issued; the codes go to the buyer by mail.`)
  await queueMail(tx, orderId, 'gift_cards', email)
}
