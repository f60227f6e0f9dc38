import { createTransport } from 'nodemailer'
import { db, prismaTransaction } from '@/lib/db'
import { env } from '@/lib/env'
import { forgetCodes, unsentCodes } from '@/lib/gift-cards/unsent-codes'
import { getOrder } from '@/lib/orders/orders'
import { renderMail } from './render-mail'

/**
 * Renders one mail of the outbox and sends it by SMTP; while SMTP_URL is unset it stays in the admin's mailbox page.
 * The copy that the mailbox keeps of a mail with gift card codes is without them, unless the mailbox is where it is read.
 * Its Message-ID is always the same, so that a mail repeated after a crash is shown once by mail programs.
 * @throws what kept it from being sent: the job tries again, and the row says why
 */
export async function sendMail(mailId: bigint): Promise<void> {
  const mail = await db().mail.findUnique({
    where: { id: mailId },
    select: { id: true, orderId: true, kind: true, state: true, recipient: true },
  })
  if (!mail || mail.state === 'sent') return
  try {
    const { letter, copy } = await render(mail.orderId, mail.kind)
    await db().mail.update({ where: { id: mailId }, data: copy, select: { id: true } })
    await deliver({ ...letter, id: mail.id, recipient: mail.recipient })
    await prismaTransaction(async (tx) => {
      await tx.mail.update({
        where: { id: mailId },
        data: { state: 'sent', sentAt: new Date(), error: null, attempts: { increment: 1 } },
        select: { id: true },
      })
      if (mail.kind === 'gift_cards') await forgetCodes(tx, mail.orderId)
    })
  } catch (error) {
    await db().mail.update({
      where: { id: mailId },
      data: { state: 'failed', error: String(error).slice(0, 1000), attempts: { increment: 1 } },
      select: { id: true },
    })
    throw error
  }
}

async function render(orderId: bigint, kind: string) {
  const [order, shop] = await Promise.all([
    getOrder(orderId),
    db().shop.findUniqueOrThrow({ where: { id: 1 }, select: { name: true, email: true } }),
  ])
  if (!order) throw new Error('the order of this mail is gone')
  const context = { order, shop, siteUrl: env().siteUrl }
  const cards = kind === 'gift_cards' ? await unsentCodes(orderId) : []
  const letter = renderMail(kind, context, cards)
  const masked = cards.map((card) => ({ ...card, code: null }))
  return { letter, copy: env().smtpUrl ? renderMail(kind, context, masked) : letter }
}

type Letter = { id: bigint; recipient: string; subject: string; html: string; text: string }

async function deliver(letter: Letter): Promise<void> {
  const { smtpUrl, mailFrom, siteUrl } = env()
  if (!smtpUrl) return
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 })
  try {
    await transport.sendMail({
      from: mailFrom,
      to: letter.recipient,
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: `<mail-${letter.id}@${new URL(siteUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } finally {
    transport.close()
  }
}
