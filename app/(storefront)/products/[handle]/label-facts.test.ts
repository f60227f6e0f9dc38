import { expect, test } from 'vitest'
import type { ProductView } from '@/lib/catalog/product-view'
import { labelFacts } from './label-facts'

const facts = (...metafields: ProductView['metafields']) => labelFacts({ metafields } as ProductView)
const label = (key: string, type: string, value: string) => ({
  id: '1',
  namespace: 'label',
  key,
  type,
  value,
})

test('typed values of the label are read as words, and other metafields are not of the label', () => {
  expect(
    facts(
      label('serving_size', 'single_line_text_field', 'See pack'),
      label('allergens', 'list.single_line_text_field', '["Milk","Soy"]'),
      label('net_weight', 'weight', '{"value":150,"unit":"g"}'),
      label('vegan', 'boolean', 'false'),
      { id: '2', namespace: 'book', key: 'pages', type: 'number_integer', value: '200' },
    ),
  ).toEqual([
    { term: 'Serving size', text: 'See pack' },
    { term: 'Allergens', text: 'Milk, Soy' },
    { term: 'Net weight', text: '150 g' },
    { term: 'Vegan', text: 'No' },
  ])
})
