import { leftWords } from '@/lib/gift-cards/left-words'
import { add, formatMoney } from '@/lib/money'
import type { OrderView } from '@/lib/orders/order-view'

/**
 * Parts that the shop's mails share. Mail programs know little CSS and drop style sheets, so styles stand on the
 * elements; no pictures, nothing loaded from anywhere.
 */
const ink = '#23241f'
const soft = '#55574e'
const line = '1px solid #d9d0bf'
const face = 'Georgia, "Times New Roman", serif'

export function MailLayout(props: { shop: string; heading: string; children: React.ReactNode }) {
  return (
    <html lang="en-NZ">
      {/* biome-ignore lint/style/noHeadElement: a mail is no page of Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light" />
        <title>{props.heading}</title>
      </head>
      <body
        style={{
          margin: 0,
          background: '#fbf8f2',
          color: ink,
          fontFamily: face,
          fontSize: 17,
          lineHeight: 1.55,
        }}
      >
        <div style={{ maxWidth: 560, margin: '0 auto', padding: '32px 20px' }}>
          <p style={{ margin: 0, fontSize: 20, fontWeight: 600 }}>{props.shop}</p>
          <h1 style={{ margin: '24px 0 12px', fontSize: 28, lineHeight: 1.15, fontWeight: 500 }}>
            {props.heading}
          </h1>
          {props.children}
        </div>
      </body>
    </html>
  )
}

export function MailText(props: { children: React.ReactNode; small?: boolean }) {
  return (
    <p style={{ margin: '0 0 14px', ...(props.small && { fontSize: 14, color: soft }) }}>{props.children}</p>
  )
}

export function MailLink(props: { href: string; children: React.ReactNode }) {
  return (
    <a href={props.href} style={{ color: '#2f4a3a' }}>
      {props.children}
    </a>
  )
}

const cell = { padding: '8px 0', borderBottom: line, textAlign: 'left', verticalAlign: 'top' } as const
const amount = { ...cell, textAlign: 'right', whiteSpace: 'nowrap' } as const

export function OrderTable({ order }: { order: OrderView }) {
  return (
    <table
      role="presentation"
      cellPadding={0}
      cellSpacing={0}
      style={{ width: '100%', margin: '8px 0 20px', borderTop: line }}
    >
      <tbody>
        {order.lines.map((item) => (
          <tr key={item.id}>
            <td style={cell}>
              {item.quantity} × {item.title}
              {item.variantTitle && <span style={{ color: soft }}>, {item.variantTitle}</span>}
            </td>
            <td style={amount}>{formatMoney(item.subtotal)}</td>
          </tr>
        ))}
        {between(order).map(([label = '', value]) => (
          <tr key={label}>
            <td style={cell}>{label}</td>
            <td style={amount}>{value}</td>
          </tr>
        ))}
        <tr>
          <td style={{ ...cell, fontWeight: 600 }}>Total, {order.total.currency}</td>
          <td style={{ ...amount, fontWeight: 600 }}>{formatMoney(order.total)}</td>
        </tr>
        {order.giftCards.map((card) => (
          <tr key={card.id}>
            <td style={cell}>{paidBy(card)}</td>
            <td style={amount}>{formatMoney(card.amount)}</td>
          </tr>
        ))}
        <tr>
          <td style={{ ...cell, color: soft, fontSize: 14 }}>{order.taxName} contained</td>
          <td style={{ ...amount, color: soft, fontSize: 14 }}>{formatMoney(order.tax)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function paidBy({ lastCharacters, left }: OrderView['giftCards'][number]): string {
  return `Paid by gift card ••••${lastCharacters}${left ? ` (${leftWords(left)})` : ''}`
}

/** What stands between goods and total: discounts on goods, delivery, discounts on it. */
function between({ discounts, shippingTitle, shipping, shippingDiscount }: OrderView): string[][] {
  const off = (onDelivery: boolean) =>
    discounts
      .filter(({ level }) => (level === 'shipping') === onDelivery)
      .map(({ name, amount: taken }) => [`Discount, ${name}`, `−${formatMoney(taken)}`])
  const delivery = [`Delivery, ${shippingTitle}`, formatMoney(add(shipping, shippingDiscount))]
  return [...off(false), ...(shippingTitle ? [delivery] : []), ...off(true)]
}

/** The same as text. */
export function orderText(order: OrderView): string {
  const rows = [
    ...order.lines.map((item) => [
      `${item.quantity} x ${item.title}${item.variantTitle ? `, ${item.variantTitle}` : ''}`,
      formatMoney(item.subtotal),
    ]),
    ...between(order),
    [`Total, ${order.total.currency}`, formatMoney(order.total)],
    ...order.giftCards.map((card) => [paidBy(card), formatMoney(card.amount)]),
    [`${order.taxName} contained`, formatMoney(order.tax)],
  ]
  return rows.map(([label, value]) => `${label}: ${value}`).join('\n')
}
