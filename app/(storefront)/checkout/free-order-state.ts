/** What the form of a free order shows again: what was typed, and what to change, by field. */
export type FreeOrderState = { typed: Record<string, string>; errors: Record<string, string> }
