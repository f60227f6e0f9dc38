import type { Metadata } from 'next'
import { Crumbs } from '@/components/crumbs'
import { getShop } from '@/lib/content/cached'
import { env } from '@/lib/env'
import { largestSide } from '@/lib/media/transform'
import { allowances, costPerPoint } from '@/lib/storefront-api/caller'
import { example } from '@/lib/storefront-api/examples/examples'
import { gid } from '@/lib/storefront-api/ids'
import { limits } from '@/lib/storefront-api/limits'
import { servedVersion } from '@/lib/storefront-api/versions'
import { pageMetadata } from '../page-metadata'
import { BuyingChapters } from './buying-chapters'
import { Code, ExampleBlock } from './example-block'
import './developers.css'

// Made on the first request, not by the build, which knows neither the shop nor its address.
export const revalidate = false
export const dynamic = 'force-static'

export function generateMetadata(): Promise<Metadata> {
  return pageMetadata({
    title: 'For developers',
    path: '/developers',
    description: 'Products, articles and carts of this shop for other front ends, over GraphQL.',
  })
}

const count = (number: number) => number.toLocaleString('en-NZ')

const chapters = [
  { id: 'endpoint', title: 'The endpoint' },
  { id: 'tokens', title: 'Tokens' },
  { id: 'ids', title: 'Ids, money, lists' },
  { id: 'errors', title: 'Errors' },
  { id: 'limits', title: 'Limits' },
  { id: 'images', title: 'Images' },
  { id: 'carts', title: 'Carts' },
  { id: 'links', title: 'Links' },
  { id: 'card', title: 'A card' },
  { id: 'clients', title: 'Clients' },
]

export default async function DevelopersPage() {
  const [shop, site] = [await getShop(), env().siteUrl]
  const endpoint = `${site}/api/${servedVersion}/graphql.json`
  return (
    <main id="main" className="wrap developers">
      <Crumbs trail={[{ title: 'Home', href: '/' }, { title: 'For developers' }]} />
      <article className="manual">
        <header className="heading">
          <h1>For developers</h1>
          <p className="standfirst">
            Everything {shop.name} shows and sells can be asked for over GraphQL, compatible with the
            Storefront API. What a client needs besides another domain is told under{' '}
            <a href="#clients">Clients</a>.
          </p>
        </header>
        <nav className="chapters" aria-label="On this page">
          <ul>
            {chapters.map(({ id, title }) => (
              <li key={id}>
                <a className="quiet" href={`#${id}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>

        <section id="endpoint">
          <h2>The endpoint</h2>
          <Code label="The endpoint">POST {endpoint}</Code>
          <p>
            Any version may stand in the address (<code>2023-01</code>, <code>unstable</code>, or none:{' '}
            <code>/api/graphql.json</code>). One schema answers them all, and{' '}
            <code>X-Shopify-API-Version: {servedVersion}</code> tells which. Send JSON with <code>query</code>
            , <code>variables</code> and <code>operationName</code>, or the bare query as{' '}
            <code>application/graphql</code>. Browsers on other sites may ask; no cookie plays a part. The
            schema can be read by introspection: what is not in it is not served.
          </p>
          <Code label="The first question with curl">{curl(endpoint, example('first', site).query)}</Code>
          <ExampleBlock name="first" site={site} />
          <ExampleBlock name="product" site={site} />
        </section>

        <section id="tokens">
          <h2>Tokens</h2>
          <p>
            None is needed for what the shop’s own pages show, unless its owner demands one. Owners make and
            revoke tokens in the admin, under API. Each is shown once and kept hashed.
          </p>
          <dl className="terms">
            <div>
              <dt>
                <code>X-Shopify-Storefront-Access-Token</code>
              </dt>
              <dd>A public token, for browsers and apps.</dd>
            </div>
            <div>
              <dt>
                <code>Shopify-Storefront-Private-Token</code>
              </dt>
              <dd>A private token, for servers alone.</dd>
            </div>
            <div>
              <dt>
                <code>Shopify-Storefront-Buyer-IP</code>
              </dt>
              <dd>
                For whom the server asks. Believed beside a valid private token; limits then count the buyer
                and not the server.
              </dd>
            </div>
          </dl>
          <p>
            A token that is wrong, revoked or in the other header is refused with 401. How many are left is
            told to those who have one:
          </p>
          <ExampleBlock name="stock" site={site} />
          <ExampleBlock name="refused" site={site} />
        </section>

        <section id="ids">
          <h2>Ids, money, lists</h2>
          <p>
            Ids look like <code>{gid('Product', '1')}</code>. What is no id is an error; one of nothing is
            null. Amounts are decimal strings with tax, such as <code>"49.0"</code>. Lists take{' '}
            <code>first</code> or <code>last</code>, 250 at most, and go on from a cursor: send{' '}
            <code>endCursor</code> back as <code>after</code>.
          </p>
          <ExampleBlock name="page" site={site} />
          <ExampleBlock name="search" site={site} />
          <ExampleBlock name="redirect" site={site} />
        </section>

        <section id="errors">
          <h2>Errors</h2>
          <p>
            Mistakes in a query are answered with 200 and <code>errors</code>, each with a code; what a
            mutation refuses stands in its <code>userErrors</code>. Other statuses come before any GraphQL:
            400 for a body that can’t be read, 401 for a token, 413 for too large a body, 415 for another
            content type, 429 for too many requests, 503 while the shop can’t be read.
          </p>
          <ExampleBlock name="mistake" site={site} />
        </section>

        <section id="limits">
          <h2>Limits</h2>
          <p>
            A request costs one point, and every {count(costPerPoint)} of its <code>requestedQueryCost</code>{' '}
            one more until it is answered, then every {count(costPerPoint)} values of its answer. Of what an
            answer may come to beyond its cost up to {count(limits.valuesAhead / costPerPoint)} points are
            taken ahead and given back. Whoever runs out is told 429 with the code <code>THROTTLED</code>, and{' '}
            <code>Retry-After</code> says for how long.
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">Who asks</th>
                <th scope="col">Points at once</th>
                <th scope="col">Back each second</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">An address, or a buyer named by a server</th>
                <td>{count(allowances.visitor.capacity)}</td>
                <td>{count(allowances.visitor.perSecond)}</td>
              </tr>
              <tr>
                <th scope="row">A server with a private token that names no buyer</th>
                <td>{count(allowances.server.capacity)}</td>
                <td>{count(allowances.server.perSecond)}</td>
              </tr>
            </tbody>
          </table>
          <p>
            A query may be {limits.depth} levels deep and have {count(limits.tokens)} tokens, {limits.aliases}{' '}
            aliases, {limits.rootFields} fields at its root, {count(limits.fields)} fields with its fragments,
            and a cost of {count(limits.cost)}; an answer may have {count(limits.values)} values. More is
            refused with <code>MAX_COMPLEXITY_EXCEEDED</code>; a change whose answer becomes too large is made
            all the same. One query a request: no batches.
          </p>
        </section>

        <section id="images">
          <h2>Images</h2>
          <p>
            Ask for a size with <code>url(transform:)</code>, or append <code>width</code>,{' '}
            <code>height</code>, <code>crop</code> (<code>center</code>, <code>top</code>, <code>bottom</code>
            , <code>left</code>, <code>right</code>) and <code>format</code> (<code>jpg</code>,{' '}
            <code>png</code>, <code>webp</code>) to any image’s address, up to {count(largestSide)} pixels. A
            size before the extension counts too: <code>_50x50</code>, <code>_100x</code>,{' '}
            <code>_200x200_crop_center@2x</code>, <code>_small</code>. Nothing is enlarged. One side goes in
            steps of ten, the other follows from the shape. Keep what you get: when a picture changes, so does
            its address.
          </p>
        </section>

        <BuyingChapters site={site} />
      </article>
    </main>
  )
}

function curl(endpoint: string, query: string): string {
  const body = JSON.stringify({ query: query.replaceAll(/\s+/g, ' ') })
  return `curl ${endpoint} \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`
}
