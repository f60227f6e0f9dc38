import type { OrderRowView } from '@/lib/orders/orders'
import { orderState } from './order-words'

export function OrderState(props: {
  order: Pick<OrderRowView, 'status' | 'paymentStatus' | 'fulfilment' | 'review' | 'isSent'>
}) {
  const { text, look } = orderState(props.order)
  return <span className={look ? `state state--${look}` : 'state'}>{text}</span>
}
