import { DomainError } from '@/lib/errors'

/** A token that opens nothing: never one, or its time is over. */
export function cartGone(): DomainError {
  return new DomainError('NOT_FOUND', 'This cart has ended. Add something to start a new one.', 'cart')
}

export function isCartGone({ code, field }: DomainError): boolean {
  return code === 'NOT_FOUND' && field === 'cart'
}
