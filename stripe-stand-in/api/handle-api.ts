import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { readParams } from '../contract/read-params'
import { contract } from '../contract/wire-contract'
import type { RequestFault } from '../control/faults'
import type { Stand } from '../stand'
import { newId } from '../state/new-id'
import { requireKey } from './authenticate'
import { execute } from './execute'
import { findAnswer, fingerprintOf } from './idempotency'
import { matchOperation } from './match-operation'
import { holdOpen, takeFault } from './request-faults'
import { invalidRequest, StandInError, serverError } from './stripe-error'

type Answer = { status: number; body: unknown; headers?: Record<string, string> }

/** Answers one request to `/v1/…`, with whatever fault the control API has planned for it. */
export async function handleApi(
  stand: Stand,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) {
  const url = new URL(request.url ?? '/', stand.place.url)
  const method = request.method ?? 'GET'
  const key = method === 'POST' ? headerOf(request, 'idempotency-key') : undefined
  const entry = stand.requests.add({
    id: newId('request'),
    at: stand.store.now(),
    method,
    path: url.pathname,
    params: method === 'POST' ? body : url.search.slice(1),
    idempotencyKey: key ?? null,
    status: null,
    replayed: false,
    fault: null,
  })

  let answer: Answer | 'dropped'
  try {
    answer = await answerApi()
    // Nothing is said that a power cut could still undo.
    await stand.store.durable()
  } catch (error) {
    answer = errorAnswer(error)
  }
  if (answer === 'dropped') {
    request.socket.destroy()
    return
  }
  entry.status = answer.status
  response.writeHead(answer.status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, no-store',
    'Request-Id': entry.id,
    'Stripe-Version': contract.apiVersion,
    ...(key !== undefined && { 'Idempotency-Key': key }),
    ...answer.headers,
  })
  response.end(`${JSON.stringify(answer.body, null, 2)}\n`)

  async function answerApi(): Promise<Answer | 'dropped'> {
    requireKey(request, stand.key)
    requireVersion(request)
    const fault = takeFault(stand.store, method, url.pathname)
    entry.fault = fault?.kind ?? null
    if (fault?.kind === 'rate_limit') return tooManyRequests()
    const operation = matchOperation(method, url.pathname)
    const used = { endpoint: url.pathname, fingerprint: fingerprintOf(entry.params) }
    const stored = key === undefined ? null : findAnswer(stand.store, stand.keysInUse, key, used)
    const params = stored ? null : readParams(operation.name, entry.params)
    if (key !== undefined) stand.keysInUse.add(key)
    try {
      if (fault?.kind === 'delay') await wait(fault.milliseconds)
      if (isHang(fault, false) && (await holdOpen(stand, request, entry.id)) === 'closed') return 'dropped'
      entry.replayed = stored !== null
      const answer: Answer = stored
        ? { ...stored, headers: { 'Idempotent-Replayed': 'true', 'Original-Request': stored.requestId } }
        : execute(stand.store, {
            ...operation,
            ...used,
            params,
            requestId: entry.id,
            key: key ?? null,
            fault,
          })
      await stand.store.durable()
      if (fault?.kind === 'lose_answer') return 'dropped'
      if (isHang(fault, true) && (await holdOpen(stand, request, entry.id)) === 'closed') return 'dropped'
      return answer.status >= 500 ? { ...answer, headers: { ...answer.headers, ...NO_RETRY } } : answer
    } finally {
      if (key !== undefined) stand.keysInUse.delete(key)
    }
  }
}

/** A retry of a stored error would only be told the same again. */
const NO_RETRY = { 'Stripe-Should-Retry': 'false' }

function isHang(fault: RequestFault | null, committed: boolean): boolean {
  return fault?.kind === 'hang' && fault.committed === committed
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function requireVersion(request: IncomingMessage) {
  const version = headerOf(request, 'stripe-version')
  if (version !== undefined && version !== contract.apiVersion)
    throw invalidRequest(
      `Invalid Stripe API version: ${version}. The Stripe stand-in speaks ${contract.apiVersion}, the version of the installed stripe package.`,
    )
}

function tooManyRequests(): Answer {
  const message = 'Too many requests in a period of time.'
  return { status: 429, body: { error: { type: 'invalid_request_error', code: 'rate_limit', message } } }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof StandInError) {
    const headers = error.status === 409 ? { 'Stripe-Should-Retry': 'true' } : {}
    return { status: error.status, body: error.body, headers }
  }
  console.error('The Stripe stand-in failed:', error)
  return { status: 500, body: serverError().body, headers: NO_RETRY }
}
