import { formatMoney, type Money } from '@/lib/money'

/** What a card still holds, as people say it: a bare "$0.00" reads like a mistake. */
export function leftWords(left: Money): string {
  return left.minor === 0 ? 'used up' : `${formatMoney(left)} left on it`
}
