import { Notice } from '@/components/notice'
import type { CartView } from '@/lib/cart/cart-view'
import { variantName } from '@/lib/cart/variant-name'
import { cutWarning } from '@/lib/cart/warnings'
import { logError } from '@/lib/log'
import { CartButton } from './cart-button'
import { notices, tones } from './cart-notices'
import { readNews } from './cart-path'

type Params = Record<string, string | string[] | undefined>

/** What just happened, and what changed by itself; above the lines. */
export function CartNews({ cart, params }: { cart: CartView | null; params: Params }) {
  const { notices: said, next, added, cuts, from, removed } = readNews(params)
  const lines = cart?.lines ?? []
  const addedLine = lines.find(({ id }) => id === added)
  // Of a line that was cut twice the last counts: first what was typed, then what the button asked for.
  const asked = new Map(cuts.map((cut) => [cut.lineId, cut.asked]))
  const cutNow = lines.flatMap((line) => cutWarning(line, asked.get(line.id) ?? 0) ?? [])
  const standing = (cart?.warnings ?? []).filter(({ lineId }) => cutNow.every((cut) => cut.lineId !== lineId))
  const warnings = [...cutNow, ...standing]
  return (
    <>
      {said.map((notice) => (
        <Notice key={notice} tone={tones[notice] ?? 'error'}>
          <p>
            {notices[notice]} {next ? <a href={next}>Go on to where the link leads</a> : null}
          </p>
        </Notice>
      ))}
      {addedLine && addedLine.quantity > 0 ? (
        <Notice tone="done">
          <p>
            Added: {addedLine.title}. {from ? <a href={from}>Keep reading where you were</a> : null}
          </p>
        </Notice>
      ) : null}
      {removed ? <PutBack line={removed} /> : null}
      {warnings.length > 0 ? (
        <Notice
          tone="error"
          title={warnings.length === 1 ? 'We changed one line' : `We changed ${warnings.length} lines`}
        >
          {warnings.map(({ lineId, message }) => (
            <p key={lineId}>{message}</p>
          ))}
          <p>Nothing has been charged.</p>
        </Notice>
      ) : null}
    </>
  )
}

type Removed = NonNullable<ReturnType<typeof readNews>['removed']>

async function PutBack({ line }: { line: Removed }) {
  const title = await variantName(line.variantId).catch((error: unknown) => {
    logError('cart.name_failed', error)
    return null
  })
  if (!title) return <Notice>Removed.</Notice>
  // As a buy form says it.
  const fields = {
    variantId: String(line.variantId),
    quantity: String(line.quantity),
    articleId: line.articleId === null ? '' : String(line.articleId),
    attributes: JSON.stringify(line.attributes),
  }
  return (
    <Notice>
      <p className="undo">
        Removed: {title}.{' '}
        <CartButton name="putBack" value={JSON.stringify(fields)}>
          Put it back
        </CartButton>
      </p>
    </Notice>
  )
}
