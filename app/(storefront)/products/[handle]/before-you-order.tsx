import { Demo } from '@/components/demo'
import { Price } from '@/components/price'
import type { ShopView } from '@/lib/content/shop'
import { type DeliveryOffer, workingDays } from '../../home-delivery'

/** Answers that people look for before they pay, folded away; they open without a script. */
export function BeforeYouOrder({ shop, offer }: { shop: ShopView; offer: DeliveryOffer | null }) {
  return (
    <section aria-labelledby="h-before">
      <h2 id="h-before" className="gap">
        Before you order
      </h2>
      <div className="folds">
        {offer && offer.zones.length > 0 ? (
          <details>
            <summary>Delivery</summary>
            <p>
              Sent from {shop.dispatchCity} on working days.{' '}
              {offer.zones.map(({ name, rate }) => (
                <span key={name}>
                  {name} {rate.price.minor === 0 ? 'free' : <Price amount={rate.price} demo={rate.demo} />},{' '}
                  <Demo when={rate.demo}>{workingDays(rate)}</Demo>.{' '}
                </span>
              ))}
              All of it is in the <a href="/policies/shipping-policy">delivery policy</a>.
            </p>
          </details>
        ) : null}
        <details>
          <summary>Returns</summary>
          <p>
            If it arrives damaged or isn’t what you ordered, write to us and we put it right. The Consumer
            Guarantees Act applies whatever we say here; what else we offer is in the{' '}
            <a href="/policies/refund-policy">refund policy</a>.
          </p>
        </details>
        <details>
          <summary>Questions</summary>
          <p>
            Write to{' '}
            <a href={`mailto:${shop.email}`}>
              <Demo when={shop.demo}>{shop.email}</Demo>
            </a>
            . A person answers on working days.
          </p>
        </details>
      </div>
    </section>
  )
}
