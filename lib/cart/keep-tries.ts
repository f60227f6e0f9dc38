import { type Tx, transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'

/**
 * A transaction whose guesses at codes count, whatever is answered: a refusal that `work` returns is thrown after the
 * commit, one that it throws rolls everything back, the guesses too.
 * @throws DomainError what `work` returns or throws
 */
export async function keepTries<T>(work: (tx: Tx) => Promise<T | DomainError>): Promise<T> {
  const result = await transaction(work)
  if (result instanceof DomainError) throw result
  return result
}
