import { DeliveryPromise } from '@/components/delivery-promise'
import { getShop } from '@/lib/content/cached'
import { deliveryPromise } from '@/lib/shipping/promise'
import type { Rate } from '@/lib/shipping/quote'

/** When it arrives if it is ordered now; this page is never cached. */
export async function Arrival({ rate, countryCode }: { rate: Rate; countryCode: string }) {
  const { arrives, condition } = deliveryPromise(new Date(), await getShop(), rate, countryCode)
  return (
    <p className="small">
      Arrives <DeliveryPromise arrives={arrives} condition={condition} demo={rate.demo} />.
    </p>
  )
}
