import type { Typed } from '@/lib/cart/keep-typed'
import { typedForm, typedQuantities } from './cart-forms'
import { parseForm, readable } from './parse-form'

/** All that is typed into the cart's form. @throws DomainError INVALID where that can't be read */
export function readTyped(form: FormData | URLSearchParams): Typed {
  return { ...parseForm(typedForm, form), quantities: readable(typedQuantities, [...form]) }
}
