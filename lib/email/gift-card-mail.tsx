import { endedWords } from '@/lib/gift-cards/ended-words'
import type { BoughtCard } from '@/lib/gift-cards/unsent-codes'
import { formatMoney } from '@/lib/money'
import { MailLayout, MailText } from './mail-layout'
import type { MailContext, RenderedMail } from './order-mails'

/** The codes of gift cards that an order bought: the only place where they can be read. */
export function giftCardsMail({ order, shop, siteUrl }: MailContext, cards: BoughtCard[]): RenderedMail {
  const one = cards.length === 1
  const heading = one ? 'Your gift card' : `Your ${cards.length} gift cards`
  const how = `Type the code into the cart at ${siteUrl}/cart. What is left stays on the card, and it does not run out by itself.`
  const keep = one
    ? 'Keep this mail: the code is nowhere else, and whoever has it can spend it.'
    : 'Keep this mail: the codes are nowhere else, and whoever has one can spend it.'
  const questions = `Bought with order ${order.number}. Questions? Answer this mail or write to ${shop.email}.`
  return {
    subject: `${heading} from ${shop.name}`,
    text: [
      `${heading}:`,
      cards.map((card) => `${formatMoney(card.amount)}: ${codeOf(card)}${endedWords(card)}`).join('\n'),
      how,
      keep,
      questions,
    ].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={heading}>
        {cards.map((card, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mail is rendered once
          <MailText key={index}>
            {formatMoney(card.amount)}
            <br />
            <b style={{ fontSize: 22, letterSpacing: 1 }}>{codeOf(card)}</b>
            {endedWords(card)}
          </MailText>
        ))}
        <MailText>{how}</MailText>
        <MailText>{keep}</MailText>
        <MailText small>{questions}</MailText>
      </MailLayout>
    ),
  }
}

function codeOf({ code, lastCharacters }: BoughtCard): string {
  return code ?? `•••• ${lastCharacters}`
}
