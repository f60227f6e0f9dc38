import type { IncomingMessage, ServerResponse } from 'node:http'
import { StandInError } from '../api/stripe-error'
import type { Stand } from '../stand'
import { runCommand } from './commands'
import { ControlError } from './control-error'

/** Answers `POST /_control/<command>` with JSON. The answer comes when everything it did is on the disk. */
export async function handleControl(
  stand: Stand,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) {
  const name = new URL(request.url ?? '/', stand.place.url).pathname.slice('/_control/'.length)
  const refusal = whyRefused(request)
  if (refusal) return answer(403, { error: refusal })
  if (request.method !== 'POST') return answer(405, { error: 'Use POST with a JSON body.' })
  try {
    const result = await runCommand(stand, name, parse(body))
    await stand.store.durable()
    return answer(200, result)
  } catch (error) {
    if (error instanceof ControlError || error instanceof StandInError)
      return answer(400, { error: error.message })
    console.error('The control API of the Stripe stand-in failed:', error)
    return answer(500, { error: 'The stand-in failed; see its output.' })
  }

  function answer(status: number, value: unknown) {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(JSON.stringify(value))
  }
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body)
  } catch {
    throw new ControlError('The body is not JSON.')
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/

/** No web page, wherever it comes from, may command the stand-in: only programs on this computer. */
function whyRefused({ headers, socket }: IncomingMessage): string | null {
  const from = socket.remoteAddress ?? ''
  if (!/^(::1|(::ffff:)?127\.)/.test(from)) return 'The control API answers this computer only.'
  if (!LOOPBACK.test(headers.host ?? '')) return 'The control API answers loopback addresses only.'
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
    return 'The control API does not answer other web pages.'
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'The control API does not answer other web pages.'
  return null
}
