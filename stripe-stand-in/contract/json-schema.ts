/** The corner of JSON Schema 2020-12 that the contract is written in. */
export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  const?: string | number | boolean
  enum?: (string | number)[]
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  not?: JsonSchema
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | false
  pattern?: string
}

export type Contract = {
  /** Version of the `stripe` package the contract was read from. */
  package: string
  /** Value of the `Stripe-Version` header. */
  apiVersion: string
  /** By `METHOD /path`: what may be sent (query or form body) and what is answered with 200. */
  operations: Record<string, { request: JsonSchema; answer: JsonSchema }>
  $defs: Record<string, JsonSchema>
}
