import { z } from 'zod'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { readBytes } from '@/lib/read-body'
import { type ApiRequest, answer } from './answer'
import { recognise, Throttled } from './caller'
import { limits } from './limits'
import { servedVersion } from './versions'

// The transport: POST of JSON (or the bare query as application/graphql), answered as JSON with 200 even where the
// query is wrong, as clients of the Storefront API expect. Who asks for application/graphql-response+json gets the
// codes of the GraphQL over HTTP specification.

const plain = 'application/json; charset=utf-8'
const graphqlResponse = 'application/graphql-response+json; charset=utf-8'

const anyVersion = /^(\d{4}-\d{2}|unstable)$/

const bodySchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
})

/** @param version of the address, such as `2026-04`; null where it names none */
export async function answerPost(request: Request, version: string | null): Promise<Response> {
  if (version !== null && !anyVersion.test(version)) return refuse(404, 'Not Found')
  const accepted = request.headers.get('accept') ?? '*/*'
  const type = /application\/graphql-response\+json/i.test(accepted)
    ? graphqlResponse
    : /application\/(json|\*)|\*\/\*/i.test(accepted)
      ? plain
      : null
  if (!type) return refuse(406, 'Not Acceptable')
  try {
    const caller = await recognise(request.headers)
    // Without words, as the official API refuses.
    if (!caller) return refuse(401, [{ message: '', extensions: { code: 'UNAUTHORIZED' } }])
    caller.spend(1)
    const body = await readRequest(request)
    if (body instanceof Response) return body
    const result = await answer(body, caller)
    const status = type === graphqlResponse && !('data' in result) ? 400 : 200
    return send(JSON.stringify(result), status, type)
  } catch (error) {
    if (error instanceof Throttled) return askToWait(error.seconds)
    if (isDomainError(error) && error.code === 'TOO_MANY') return refuse(413, error.message)
    // The shop can't be read just now: clients ask again after a 503, and after nothing else.
    const id = logError('storefront_api.failed', error)
    const message = `Internal error. Looks like something went wrong on our end.\nRequest ID: ${id}`
    return send(
      JSON.stringify({ errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: id } }] }),
      503,
      type,
    )
  }
}

async function readRequest(request: Request): Promise<ApiRequest | Response> {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const charset = parameters.find((text) => text.startsWith('charset='))
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) return refuse(415, 'Unsupported charset')
  if (type !== 'application/json' && type !== 'application/graphql')
    return refuse(415, 'Unsupported Media Type')
  const text = toText(await readBytes(request, limits.bodyBytes))
  if (text === undefined) return refuse(400, 'The body is not UTF-8')
  if (type === 'application/graphql') return { query: text, operationName: null, variables: {} }
  const json = parseJson(text)
  if (json === undefined) return refuse(400, 'Problems parsing JSON')
  const parsed = bodySchema.safeParse(json)
  if (!parsed.success)
    return refuse(400, {
      [String(parsed.error.issues[0]?.path[0] ?? 'query')]: 'Required parameter missing or invalid',
    })
  const { query, operationName, variables } = parsed.data
  return { query, operationName: operationName || null, variables: variables ?? {} }
}

/** Undefined where the bytes are no UTF-8: guessing would put other signs into a cart than were meant. */
function toText(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An answer before any GraphQL, in the shape the real API gives it. */
function refuse(status: number, errors: string | Record<string, string> | object[]): Response {
  return send(JSON.stringify({ errors }), status, plain)
}

/** @param seconds until enough of the caller's allowance is back */
function askToWait(seconds: number): Response {
  const response = refuse(429, [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }])
  response.headers.set('Retry-After', String(Math.max(1, Math.ceil(seconds))))
  return response
}

function send(body: string, status: number, type: string): Response {
  return new Response(body, {
    status,
    headers: {
      ...crossOrigin,
      'Content-Type': type,
      'Cache-Control': 'no-store',
      'X-Shopify-API-Version': servedVersion,
    },
  })
}

/** Any site's script may ask; nothing is answered by cookie. */
const crossOrigin = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'X-Shopify-API-Version, Retry-After',
}

/** What a browser asks before the first request from another site; the headers it names are those it may send. */
export function answerPreflight(request: Request): Response {
  const asked = request.headers.get('access-control-request-headers') ?? 'content-type'
  return new Response(null, {
    status: 204,
    headers: {
      ...crossOrigin,
      'Access-Control-Allow-Methods': 'POST, OPTIONS',
      'Access-Control-Allow-Headers': /^[\w, -]{1,1000}$/.test(asked) ? asked : 'content-type',
      'Access-Control-Max-Age': '86400',
      Vary: 'Access-Control-Request-Headers',
    },
  })
}
