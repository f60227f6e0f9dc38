import fc from 'fast-check'
import { bank } from './bank'
import { faults } from './faults'
import { giftCards } from './gift-cards'
import { people } from './people'
import { shopper } from './shopper'
import { worker } from './worker'
import type { Act } from './world'

/** Shoppers act most often: without payments nothing else has anything to go wrong. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.oneof(...shopper) },
  { weight: 5, arbitrary: fc.oneof(...giftCards) },
  { weight: 2, arbitrary: fc.oneof(...bank) },
  { weight: 3, arbitrary: fc.oneof(...people) },
  { weight: 3, arbitrary: fc.oneof(...worker) },
  { weight: 3, arbitrary: fc.oneof(...faults) },
)
