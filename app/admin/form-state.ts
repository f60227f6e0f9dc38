import type { Goods } from './discounts/goods-search'

/**
 * Another change came first. `hidden` are the values that a second try needs ("version"); `now` is what the thing has
 * become, by the names of the form's fields.
 */
export type Conflict = {
  hidden: Record<string, string>
  by?: { who: string; when: string }
  now: Record<string, string>
}

/**
 * What an action answers when it did not do it; what was typed comes back, but never a secret. Or, when it did, what is
 * shown this once.
 */
export type FormState = {
  /** Counts answers, so that each puts its values into the fields. */
  attempt: number
  message?: string
  errors?: Record<string, string>
  typed?: Record<string, string>
  conflict?: Conflict
  shown?: string
  /** What a search within the form found; the form is as it was. */
  goods?: Goods
}

export const untouched: FormState = { attempt: 0 }

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>
