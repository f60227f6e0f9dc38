import { renderToStaticMarkup } from 'react-dom/server'
import type { BoughtCard } from '@/lib/gift-cards/unsent-codes'
import { failedRefundNotice } from './failed-refund-mail'
import { giftCardsMail } from './gift-card-mail'
import {
  type MailContext,
  orderConfirmation,
  ownerNotice,
  type RenderedMail,
  refundNotice,
  shipmentNotice,
} from './order-mails'

/**
 * Subject, HTML and text of one mail. React escapes what shoppers wrote; a subject is one line.
 * @param cards what an order bought, for the mail that brings their codes
 * @throws Error for a kind nobody wrote
 */
export function renderMail(
  kind: string,
  context: MailContext,
  cards: BoughtCard[] = [],
): { subject: string; html: string; text: string } {
  const { subject, text, body } = choose(kind, context, cards)
  return {
    subject: subject.replace(/\s+/g, ' ').slice(0, 250),
    html: `<!doctype html>${renderToStaticMarkup(body)}`,
    text,
  }
}

function choose(kind: string, context: MailContext, cards: BoughtCard[]): RenderedMail {
  const [name, id = ''] = kind.split(':')
  if (name === 'order_confirmation') return orderConfirmation(context)
  if (name === 'owner_notice') return ownerNotice(context)
  if (name === 'gift_cards') return giftCardsMail(context, cards)
  if (name === 'shipment') return shipmentNotice(context, id)
  if (name === 'refund') return refundNotice(context, id)
  if (name === 'refund_failed') return failedRefundNotice(context, id)
  throw new Error(`no mail is called ${kind}`)
}
