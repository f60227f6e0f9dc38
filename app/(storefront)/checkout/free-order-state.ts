/** What the form of a free order shows again: what was typed, what to change, by field, and why no order is taken now. */
export type FreeOrderState = {
  typed: Record<string, string>
  errors: Record<string, string>
  refusal?: string
}
