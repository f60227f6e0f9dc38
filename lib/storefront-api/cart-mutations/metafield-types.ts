// Which values a metafield's type allows, as far as a value of that type is used for more than being read back:
// https://shopify.dev/docs/apps/build/metafields/list-of-data-types

const isJson = (value: string) => {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

const matches = (pattern: RegExp) => (value: string) => pattern.test(value)
const anything = () => true

const types: Record<string, (value: string) => boolean> = {
  boolean: matches(/^(true|false)$/),
  color: matches(/^#[\da-f]{6}$/i),
  date: matches(/^\d{4}-\d{2}-\d{2}$/),
  date_time: matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?/),
  dimension: isJson,
  id: anything,
  json: isJson,
  link: isJson,
  money: isJson,
  multi_line_text_field: anything,
  number_decimal: matches(/^-?\d{1,13}(\.\d{1,9})?$/),
  number_integer: matches(/^-?\d{1,16}$/),
  rating: isJson,
  rich_text_field: isJson,
  single_line_text_field: matches(/^[^\r\n]*$/),
  url: matches(/^(https?|mailto|sms|tel):/),
  volume: isJson,
  weight: isJson,
}

const isReference = matches(/^[a-z_]+_reference$/)

type Problem = {
  code: 'BLANK' | 'INVALID_TYPE' | 'INVALID_VALUE'
  name: 'key' | 'type' | 'value'
  message: string
}

/** What is wrong with a metafield that a front end gives. */
export function problemOf({
  key,
  type,
  value,
}: {
  key: string
  type: string
  value: string
}): Problem | undefined {
  if (!/^[\w-]+$/.test(key))
    return { code: 'BLANK', name: 'key', message: 'The key is blank or holds other signs.' }
  const single = type.replace(/^list\./, '')
  const allowed = Object.hasOwn(types, single) ? types[single] : isReference(single) ? anything : undefined
  if (!allowed)
    return { code: 'INVALID_TYPE', name: 'type', message: `The type ${type.slice(0, 60)} is invalid.` }
  const fits = type === single ? allowed(value) : isJson(value) && Array.isArray(JSON.parse(value))
  if (value === '') return { code: 'BLANK', name: 'value', message: 'The value is blank.' }
  return fits
    ? undefined
    : { code: 'INVALID_VALUE', name: 'value', message: `The value is invalid for ${type}.` }
}
