import { formatMoney } from '@/lib/money'
import { refundTo } from '@/lib/orders/refund-words'
import { MailLayout, MailLink, MailText } from './mail-layout'
import type { MailContext, RenderedMail } from './order-mails'

/** Of a refund that failed after a mail had told of it. What comes next is a person's to find and to write. */
export function failedRefundNotice({ order, shop, siteUrl }: MailContext, refundId: string): RenderedMail {
  const refund = order.refunds.find(({ id }) => id === refundId)
  if (!refund) throw new Error('the refund of this mail is gone')
  const sum = formatMoney(refund.amount)
  const heading = `Your refund of ${sum} did not go through.`
  const what = `It belongs to your order ${order.number}, and could not be sent back to ${refundTo(refund)}. This replaces what we wrote about it before.`
  const next = `You need do nothing now: we look into it, and write to you. If you would like it another way, or have a question, answer this mail or write to ${shop.email}.`
  const link = `${siteUrl}/orders/${order.token}`
  return {
    subject: `Your refund of ${sum} for order ${order.number} did not go through`,
    text: [heading, what, next, `See it any time: ${link}`].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={heading}>
        <MailText>{what}</MailText>
        <MailText>{next}</MailText>
        <MailText>
          <MailLink href={link}>See your order</MailLink>
        </MailText>
      </MailLayout>
    ),
  }
}
