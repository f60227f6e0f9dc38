'use client' // without JavaScript a form loads the page anew, and no sum on it is old

import { useFormStatus } from 'react-dom'
import { useChanging } from './cart-store'

/** In a form that changes the cart: the page's sums are old until it shows what became of it. */
export function Changing() {
  useChanging(useFormStatus().pending)
  return null
}
