import { tags } from '@/lib/cache'
import { cachedRead } from '@/lib/cached'
import { type Dispatch, deliveryPromise } from './promise'
import { readZones } from './zones'

export const getZones = () => cachedRead(['zones'], [tags.shipping], readZones)

/**
 * The promise for a parcel to `destination` as of now; a page that calls it is made anew at the cut-off hour and at
 * midnight, when the worker expires `delivery`. In between the sentence says until when it holds.
 */
export const getDeliveryPromise = (
  shop: Dispatch,
  rate: { minDays: number; maxDays: number },
  destination: string,
) =>
  cachedRead(
    ['promise', destination, String(rate.minDays), String(rate.maxDays)],
    [tags.delivery, tags.shop],
    async () => deliveryPromise(new Date(), shop, rate, destination),
  )
