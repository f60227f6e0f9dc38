import { links } from '@/lib/storefront-api/examples/links'
import { servedVersion } from '@/lib/storefront-api/versions'
import { Code, ExampleBlock } from './example-block'

/** Carts, links that hold one, the card for other sites, and clients that do all of it. `site` is the shop's address. */
export function BuyingChapters({ site }: { site: string }) {
  const { host, hostname } = new URL(site)
  return (
    <>
      <section id="carts">
        <h2>Carts</h2>
        <p>
          A cart’s id ends in a secret key. Without the key the cart can be looked at, without its buyer; to
          change it the whole id is needed. Keep it as you would a password. What stock cuts short is a
          warning, and the cart says what is left. <code>checkoutUrl</code> takes the buyer to this shop’s
          checkout.
        </p>
        <ExampleBlock name="cartCreate" site={site} />
        <ExampleBlock name="cartUpdate" site={site} />
        <ExampleBlock name="discount" site={site} />
        <p>
          In these two <code>CART</code> and <code>LINE</code> stand for the ids from the answer before them.
        </p>
      </section>

      <section id="links">
        <h2>Links</h2>
        <p>
          A link can hold a whole cart, by the numbers in variants’ ids. It makes a new cart each time, and
          shows it before anybody pays for less than it says.
        </p>
        <dl className="terms">
          {links.map(({ path, words }) => (
            <div key={path}>
              <dt>
                <code>{path}</code>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </section>

      <section id="card">
        <h2>A card on your own page</h2>
        <p>
          One line shows a product with its cart where the line stands, and leads to this shop’s checkout in a
          tab of its own. Without JavaScript of yours, a frame of <code>/embed/&lt;handle&gt;</code> does the
          same.
        </p>
        <Code label="a product’s card">{card(site)}</Code>
      </section>

      <section id="clients">
        <h2>Clients</h2>
        <p>
          These were tried against the shop as they are published. Each takes its address as the store’s
          domain; besides that it needs:
        </p>
        <dl className="terms">
          <div>
            <dt>Next.js Commerce</dt>
            <dd>
              <code>{`{ hostname: '${hostname}' }`}</code> among <code>images.remotePatterns</code> in its{' '}
              <code>next.config</code>.
            </dd>
          </div>
          <div>
            <dt>Hydrogen’s skeleton</dt>
            <dd>
              <code>PUBLIC_CHECKOUT_DOMAIN</code>, which is <code>{host}</code>, and in{' '}
              <code>entry.server</code> <code>{`defaultSrc: ['${site}']`}</code> for{' '}
              <code>createContentSecurityPolicy</code>, or browsers show no picture. Where the policy has an{' '}
              <code>imgSrc</code>, that is the place. Its account pages find nothing here. Its script asks{' '}
              <code>unstable</code> for <code>consentManagement</code>, is answered with an error and goes on.
            </dd>
          </div>
          <div>
            <dt>shopify-buy</dt>
            <dd>Nothing. Its checkouts are carts of this shop.</dd>
          </div>
          <div>
            <dt>hydrogen-react</dt>
            <dd>
              The whole address as <code>storeDomain</code>:
            </dd>
          </div>
        </dl>
        <Code label="hydrogen-react">{hydrogen(site)}</Code>
        <p>
          Customers’ accounts and paying over the API are not served. The examples are answers of the demo
          shop, run again by the shop’s tests whenever it changes.
        </p>
      </section>
    </>
  )
}

const card = (site: string) => `<script src="${site}/embed.js" data-product="gut-love" async></script>`

function hydrogen(site: string): string {
  return `<ShopifyProvider
  storeDomain="${site}"
  storefrontToken="your public token"
  storefrontApiVersion="${servedVersion}"
  countryIsoCode="NZ"
  languageIsoCode="EN"
>`
}
