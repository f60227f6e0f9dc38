'use client'

import { useActionState, useEffect } from 'react'
import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import { Notice } from '@/components/notice'
import { hasRegion } from '@/lib/has-region'
import { readCart } from '../cart/cart-store'
import { placeOrder } from './actions'

const contact = [
  { name: 'email', label: 'E-mail', type: 'email', autoComplete: 'email', required: true },
  { name: 'name', label: 'Name', autoComplete: 'name', required: true },
]

const address = (countryCode: string) => [
  { name: 'line1', label: 'Street and number', autoComplete: 'address-line1', required: true },
  { name: 'line2', label: 'Flat, building (optional)', autoComplete: 'address-line2' },
  { name: 'city', label: 'Town or city', autoComplete: 'address-level2', required: true },
  ...(hasRegion(countryCode)
    ? [{ name: 'region', label: 'State or region', autoComplete: 'address-level1', required: true }]
    : []),
  { name: 'postcode', label: 'Postcode', autoComplete: 'postal-code', required: true },
  { name: 'phone', label: 'Phone for the courier (optional)', type: 'tel', autoComplete: 'tel' },
]

/** Where a free order goes. With JavaScript mistakes show beside their fields at once; without it after a reload. */
export function FreeOrder(props: {
  shippable: boolean
  countryCode: string
  country: string
  /** What the page shows, as a fingerprint: anything else is not ordered. */
  agreed: string
}) {
  const { shippable, countryCode, country, agreed } = props
  const [state, action, pending] = useActionState(placeOrder, { typed: {}, errors: {} })
  // The order took what was in the cart, and the count in the masthead stays on the screen.
  useEffect(() => () => void readCart(), [])
  return (
    <form action={action} className="rows">
      <input type="hidden" name="agreed" value={agreed} />
      {[...contact, ...(shippable ? address(countryCode) : [])].map((field) => (
        <TextField
          key={field.name}
          {...field}
          maxLength={200}
          defaultValue={state.typed[field.name]}
          error={state.errors[field.name]}
        />
      ))}
      {shippable ? (
        <p className="small">
          Goes to {country}. <a href="/cart">Change the country</a>
        </p>
      ) : null}
      {state.refusal ? <Notice tone="error">{state.refusal}</Notice> : null}
      <Button disabled={pending}>{pending ? 'Placing your order' : 'Place the order'}</Button>
    </form>
  )
}
