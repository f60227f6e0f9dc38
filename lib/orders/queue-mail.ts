import type { Tx } from '@/lib/db'
import { enqueue } from '@/lib/jobs/enqueue'

/** Kinds of mail; those about one shipment or refund carry its id, since an order may have several. */
export type MailKind =
  | 'order_confirmation'
  | 'owner_notice'
  | 'gift_cards'
  | `shipment:${bigint}`
  | `refund:${bigint}`
  | `refund_failed:${bigint}`

/**
 * Puts a mail into the outbox with what it follows from. One mail an order and kind (I8), whoever asks and how often;
 * the worker renders and sends it.
 */
export async function queueMail(tx: Tx, orderId: bigint, kind: MailKind, recipient: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO mail (order_id, kind, recipient) VALUES (${orderId}, ${kind}, ${recipient})
    ON CONFLICT (order_id, kind) DO NOTHING RETURNING id`
  if (row) await enqueue(tx, 'send_mail', { mailId: String(row.id) })
}
