import { AddToCart } from '@/app/(storefront)/cart/add-to-cart'
import { Button } from '@/components/button'
import { DeliveryPromise } from '@/components/delivery-promise'
import { Facts } from '@/components/facts'
import { LabelLine } from '@/components/label-block'
import { Price } from '@/components/price'
import { Stock } from '@/components/stock'
import type { ProductView, VariantView } from '@/lib/catalog/product-view'
import type { ShopView } from '@/lib/content/shop'
import { countryName } from '@/lib/country-name'
import { getDeliveryPromise } from '@/lib/shipping/cached'
import type { DeliveryPromise as DeliveryPromiseView } from '@/lib/shipping/promise'
import type { DeliveryOffer } from '../../home-delivery'
import { chosenVariant } from '../../product-offer'
import { Choices } from './choices'
import { FullPrice, PerVariant } from './per-variant'

const quantities = [1, 2, 3, 4, 5, 6]

/** Name, price and the form. All of it works without a script: the price shown follows the chosen size by CSS. */
export async function BuyBox(props: { product: ProductView; offer: DeliveryOffer | null; shop: ShopView }) {
  const { product, offer, shop } = props
  const { variants, demo } = product
  const chosen = chosenVariant(product)
  const promise = offer?.rate ? await getDeliveryPromise(shop, offer.rate, offer.country) : null
  return (
    <section className="buy" aria-labelledby="name">
      <h1 id="name">{product.title}</h1>
      {product.subtitle ? <p className="standfirst">{product.subtitle}</p> : null}
      {chosen ? (
        <>
          <p className="price">
            <PerVariant
              variants={variants}
              shown={({ price, compareAtPrice, unitPrice }) => [price, compareAtPrice, unitPrice]}
            >
              {(variant) => (
                <FullPrice variant={variant} demo={demo} tax={product.isGiftCard ? null : shop.taxName} />
              )}
            </PerVariant>
          </p>
          <AddToCart id="buy">
            <Choices product={product} chosen={chosen} />
            <Facts
              rows={[
                {
                  term: 'Stock',
                  value: (
                    <PerVariant variants={variants} shown={({ availability }) => availability}>
                      {({ availability }) => <Stock availability={availability} />}
                    </PerVariant>
                  ),
                },
                ...(offer?.rate
                  ? [
                      {
                        term: 'Delivery',
                        value: (
                          <>
                            {offer.rate.price.minor === 0 ? (
                              'Free'
                            ) : (
                              <Price amount={offer.rate.price} demo={offer.rate.demo} />
                            )}{' '}
                            in {countryName(offer.country)}
                            {offer.freeFrom ? (
                              <>
                                , free from <Price amount={offer.freeFrom} demo={offer.rate.demo} />
                              </>
                            ) : null}
                          </>
                        ),
                      },
                    ]
                  : []),
                ...(promise && offer?.rate
                  ? [
                      {
                        term: 'Arrives',
                        value: <Arrival variants={variants} promise={promise} demo={offer.rate.demo} />,
                      },
                    ]
                  : []),
              ]}
            />
            <div className="field">
              <label htmlFor="quantity">Quantity</label>
              <select id="quantity" name="quantity">
                {quantities.map((quantity) => (
                  <option key={quantity}>{quantity}</option>
                ))}
              </select>
            </div>
            <div className="addbar">
              <p className="price">
                <PerVariant variants={variants} shown={({ price }) => price}>
                  {({ price }) => <Price amount={price} demo={demo} />}
                </PerVariant>
              </p>
              <Button>Add to cart</Button>
              <p className="soldout">Sold out</p>
            </div>
            {product.isSupplement ? <LabelLine long /> : null}
          </AddToCart>
        </>
      ) : (
        <p className="stock stock--gone">Not for sale at the moment</p>
      )}
    </section>
  )
}

/** A size that is sold out has no day. */
function Arrival(props: { variants: VariantView[]; promise: DeliveryPromiseView; demo: boolean }) {
  const { variants, promise, demo } = props
  return (
    <PerVariant variants={variants} shown={({ availableForSale }) => availableForSale}>
      {({ availableForSale }) =>
        availableForSale ? (
          <DeliveryPromise arrives={promise.arrives} condition={promise.condition} demo={demo} />
        ) : (
          'Once it is back in stock'
        )
      }
    </PerVariant>
  )
}
