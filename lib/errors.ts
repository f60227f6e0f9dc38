/**
 * Codes of expected failures. Those the Storefront API knows carry its names, so that the API's door needs no table.
 */
export type ErrorCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'OUT_OF_STOCK'
  | 'CART_EMPTY'
  | 'CART_CHANGED'
  | 'UNSHIPPABLE'
  | 'PAYMENT_UNAVAILABLE'
  | 'AMOUNT_TOO_SMALL'
  | 'TOO_MANY'
  | 'TOO_OFTEN'
  | 'INVALID_DELIVERY_ADDRESS_ID'
  | 'INVALID_DELIVERY_GROUP'
  | 'INVALID_DELIVERY_OPTION'
  | 'INVALID_METAFIELDS'
  | 'ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED'
  | 'TOO_MANY_DELIVERY_ADDRESSES'

/**
 * An expected failure, thrown so that the transaction around it rolls back. `message` is for the person who
 * caused it and says what to change; `field` names the form field, dotted for nested ones.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly field?: string,
  ) {
    super(message)
    this.name = 'DomainError'
  }
}

export function isDomainError(error: unknown): error is DomainError {
  // By name too: bundlers may load this file twice, and instanceof compares the copies.
  return error instanceof DomainError || (error instanceof Error && error.name === 'DomainError')
}
