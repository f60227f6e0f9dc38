import type { Stripe } from '@/lib/stripe'

/** What Stripe's side says happened, read over the wire and not through the code under test. */
export type StripeBooks = {
  /** Those a shop of ours asked for, their payment intents expanded; newest first. */
  sessions: Stripe.Checkout.Session[]
  refunds: Stripe.Refund[]
  disputes: Stripe.Dispute[]
}

/** @param url where the stand-in listens */
export async function readStripeBooks(url: string, key = 'sk_test_stand_in'): Promise<StripeBooks> {
  const [sessions, refunds, disputes] = await Promise.all([
    readList<Stripe.Checkout.Session>(url, key, 'checkout/sessions', '&expand[]=data.payment_intent'),
    readList<Stripe.Refund>(url, key, 'refunds'),
    readList<Stripe.Dispute>(url, key, 'disputes'),
  ])
  return { sessions: sessions.filter((session) => session.metadata?.attempt), refunds, disputes }
}

async function readList<T extends { id: string }>(
  url: string,
  key: string,
  list: string,
  more = '',
): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const last = all.at(-1)
    const after = last ? `&starting_after=${last.id}` : ''
    const response = await fetch(`${url}/v1/${list}?limit=100${more}${after}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    if (!response.ok) throw new Error(`the stand-in answered ${response.status} for ${list}`)
    const page = (await response.json()) as { data: T[]; has_more: boolean }
    all.push(...page.data)
    if (!page.has_more) return all
  }
}

export function idOf(reference: string | { id: string } | null | undefined): string {
  return typeof reference === 'string' ? reference : (reference?.id ?? '')
}
