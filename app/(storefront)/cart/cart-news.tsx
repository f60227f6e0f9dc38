import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import type { CartView } from '@/lib/cart/cart-view'
import { variantName } from '@/lib/cart/variant-name'
import { cutWarning } from '@/lib/cart/warnings'
import { logError } from '@/lib/log'
import { addToCart } from './actions'
import { notices, tones } from './cart-notices'
import { readNews } from './cart-path'
import { Changing } from './changing'

type Params = Record<string, string | string[] | undefined>

/** What just happened, and what changed by itself; above the lines. */
export function CartNews({ cart, params }: { cart: CartView | null; params: Params }) {
  const { notice, next, added, cut, from, removed } = readNews(params)
  const lines = cart?.lines ?? []
  const addedLine = lines.find(({ id }) => id === added)
  const cutLine = lines.find(({ id }) => id === cut?.lineId)
  const cutNow = cutLine && cut ? cutWarning(cutLine, cut.asked) : undefined
  const standing = (cart?.warnings ?? []).filter(({ lineId }) => lineId !== cutNow?.lineId)
  const warnings = cutNow ? [cutNow, ...standing] : standing
  return (
    <>
      {notice ? (
        <Notice tone={tones[notice] ?? 'error'}>
          <p>
            {notices[notice]} {next ? <a href={next}>Go on to where the link leads</a> : null}
          </p>
        </Notice>
      ) : null}
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
  return (
    <Notice>
      <form className="undo" action={addToCart}>
        <Changing />
        Removed: {title}.
        <input type="hidden" name="variantId" value={String(line.variantId)} />
        <input type="hidden" name="quantity" value={line.quantity} />
        <input type="hidden" name="articleId" value={line.articleId === null ? '' : String(line.articleId)} />
        <input type="hidden" name="attributes" value={JSON.stringify(line.attributes)} />
        <Button look="text">Put it back</Button>
      </form>
    </Notice>
  )
}
