import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { money } from '@/lib/money'
import { Field, TextField } from './field'
import { JsonLd } from './json-ld'
import { LabelBlock } from './label-block'
import { Price, PriceLine } from './price'
import { ProductCard, type ProductCardProduct } from './product-card'
import { ShopperAttributes } from './shopper-attributes'
import { Specimen } from './specimen'
import { Stepper } from './stepper'
import { Strip } from './strip'

const html = renderToStaticMarkup
const product: ProductCardProduct = {
  handle: 'gut-love',
  title: 'Gut Love +',
  price: money(4900, 'NZD'),
  availability: 'in_stock',
  media: [{ drawing: 'pouch', alt: '' }],
  demo: false,
  supplement: true,
}
const card = (change: Partial<ProductCardProduct>) =>
  html(<ProductCard id="a" product={{ ...product, ...change }} action={<button type="submit">Add</button>} />)

test('a price is read by people and by machines, and dotted only while it is a demo value', () => {
  expect(html(<Price amount={money(4900, 'NZD')} />)).toBe('<data value="49.00">$49.00</data>')
  expect(html(<Price amount={money(4900, 'NZD')} demo />)).toContain('class="demo"')
})

test('a past price is said to be one', () => {
  const line = html(<PriceLine price={money(4900, 'NZD')} compareAtPrice={money(5200, 'NZD')} />)
  expect(line).toMatch(/<s class="was"><span class="unseen">before <\/span><data value="52.00">/)
})

test('a supplement’s card carries the label line; a book’s does not', () => {
  expect(card({})).toContain('Always read the label')
  expect(card({ supplement: false })).not.toContain('Always read the label')
})

test('what is sold out can’t be added', () => {
  expect(card({})).toContain('>Add<')
  expect(card({ availability: 'sold_out' })).not.toContain('>Add<')
})

test('a product without a drawing of its own gets one with its name on it', () => {
  for (const drawing of [undefined, '', 'no-such', 'constructor', '__proto__'])
    expect(html(<Specimen drawing={drawing} title="Linen" />)).toContain('>Linen</text>')
})

test('a label nobody has confirmed says "see pack" in every row, whatever is written in it', () => {
  const facts = [{ term: 'Ingredients', text: 'Guessed' }]
  expect(html(<LabelBlock id="l" confirmed={false} facts={facts} />)).not.toContain('Guessed')
  expect(html(<LabelBlock id="l" confirmed facts={facts} />)).toContain('Guessed')
})

test('structured data can’t end its script element', () => {
  const data = { name: '</script><script>alert(1)</script><!--' }
  const written = html(<JsonLd data={data} />)
  expect(written.match(/<\/script>/g)).toHaveLength(1)
  expect(JSON.parse(written.slice(written.indexOf('>') + 1, written.lastIndexOf('<')))).toEqual(data)
})

test('a step says its line, and none goes beyond the stock', () => {
  const stepper = <Stepper title="Gut Love +" quantity={2} most={2} name="quantity" line="7" />
  const buttons = html(stepper).match(/<button[^>]*>/g) ?? []
  expect(buttons.map((button) => /name="(\w+)"/.exec(button)?.[1])).toEqual(['less', 'more'])
  for (const button of buttons) expect(button).toContain('value="7"')
  expect(buttons[1]).toContain('disabled')
})

test('a field is tied to its hint and its error', () => {
  const field = html(<TextField label="E-mail" name="email" hint="Once." error="Put an @ in the address." />)
  expect(field).toContain('<label for="email">')
  expect(field).toContain('aria-describedby="email-error email-hint"')
  expect(field).toContain('aria-invalid="true"')
  const plain = html(
    <Field id="to" label="Send to">
      {(ids) => <select {...ids} />}
    </Field>,
  )
  expect(plain).not.toContain('aria-')
})

test('the strip is gone when payments and values are real', () => {
  expect(html(<Strip testPayments={false} demoValues={false} />)).toBe('')
  expect(html(<Strip testPayments demoValues={false} />)).toContain('no money moves')
})

test('a shopper sees what was said about a line, and not what is between the front end and the staff', () => {
  const attributes = { Gift: '<yes>', _source: 'salon', b: '1' }
  expect(html(<ShopperAttributes attributes={attributes} />)).toBe(
    '<p class="small">Gift: &lt;yes&gt;</p><p class="small">b: 1</p>',
  )
})
