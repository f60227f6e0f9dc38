import { Notice } from '@/components/notice'

/** What was just done, by the word in `?done=`; any other word says nothing. */
const done = {
  saved: 'Saved. The shop shows it from now on.',
  active: 'It is in the shop now.',
  draft: 'It is out of the shop now.',
  archived: 'It is put away. Its history stays.',
  stock: 'The stock is changed.',
  sent: 'Marked as sent. The shopper gets a mail with the tracking.',
  refund: 'The refund is asked for. What becomes of it stands under “Payment”.',
  checked: 'Checked at Stripe. What was missing has been written down below.',
  reviewed: 'Reviewed. It can be sent now.',
  discount: 'Saved. Carts go by it from now on.',
  started: 'It runs again, from its first day on.',
  stopped: 'It is stopped: no cart has it any more.',
  issued: 'The gift card is issued.',
  disabled: 'Nobody can begin to pay with it any more.',
  enabled: 'It can be spent again.',
  balance: 'The balance is changed.',
  resolved: 'Resolved, with your note in the history.',
  token: 'The token works now.',
  revoked: 'Revoked. Whoever still asks with it is refused.',
  access: 'Saved. The API goes by it from now on.',
} as const

export type Done = keyof typeof done

export function DoneNotice({ word }: { word: string | undefined }) {
  if (!word || !Object.hasOwn(done, word)) return null
  return <Notice tone="done">{done[word as Done]}</Notice>
}
