import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { handleApi } from './api/handle-api'
import { startBackground } from './background'
import { type StandInControl, standInControl } from './control'
import { handleControl } from './control/handle-control'
import { handlePay } from './pay-page/handle-pay'
import { readBody, TooLarge } from './read-body'
import { requestLog, type Stand } from './stand'
import { openStore, type Store } from './state/store'
import type { Settings } from './state/tables'

export type StandInOptions = {
  /** 0, the default, takes any free port. */
  port?: number
  host?: string
  /** Folder for the state; null, the default, keeps it in memory. */
  dataFolder?: string | null
  /** Where events are sent; null, the default, sends none. */
  webhookUrl?: string | null
  webhookSecret?: string
  /** The secret API key it accepts. */
  key?: string
}

export type StandIn = {
  /** Without a slash at the end, e.g. `http://127.0.0.1:12111`. */
  url: string
  control: StandInControl
  /** Stops at once: hanging requests are cut off, events not yet delivered go out after the next start. */
  close(): Promise<void>
}

/**
 * Starts a stand-in for Stripe in this process.
 * @throws Error when the port is taken, or the state in the folder can't be read
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0, host = '127.0.0.1', dataFolder = null, webhookUrl = null } = options
  const { webhookSecret = 'whsec_stand_in', key = 'sk_test_stand_in' } = options
  let handle = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(503, { 'Retry-After': '1' }).end()
  }
  const server = createServer((request, response) => handle(request, response))
  // The port comes first: two stand-ins on one port must not open the same state.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: takenPort } = server.address() as AddressInfo
  const place = { url: `http://${host.includes(':') ? `[${host}]` : host}:${takenPort}`, webhookUrl }

  let store: Store
  try {
    store = await openStore(dataFolder, freshSettings(webhookSecret), place)
  } catch (error) {
    server.close()
    throw error
  }
  adoptSecret(store, webhookSecret)
  const background = startBackground(store, webhookUrl)
  const stand: Stand = {
    store,
    background,
    place,
    key,
    keysInUse: new Set(),
    hanging: new Map(),
    requests: requestLog(),
  }
  handle = (request, response) => {
    dispatch(stand, request, response).catch((error: unknown) => {
      if (error instanceof TooLarge) response.writeHead(413, { Connection: 'close' }).end()
      else if (!request.destroyed) {
        console.error('The Stripe stand-in failed:', error)
        response.writeHead(500).end()
      }
    })
  }
  return {
    url: place.url,
    control: standInControl(place.url),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await background.close()
      await store.close()
    },
  }
}

async function dispatch(stand: Stand, request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request)
  stand.background.catchUp()
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  if (path.startsWith('/v1/')) return handleApi(stand, request, response, body)
  if (path.startsWith('/pay/')) return handlePay(stand, request, response, body)
  if (path.startsWith('/_control/')) return handleControl(stand, request, response, body)
  response.writeHead(path === '/' ? 200 : 404, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end('This is a stand-in for Stripe, for tests and trial shops. No money moves here.\n')
}

function freshSettings(webhookSecret: string): Settings {
  return {
    clockOffset: 0,
    configuredSecret: webhookSecret,
    secrets: [{ secret: webhookSecret, until: null }],
    requestFaults: [],
    webhookFaults: [],
    holdingWebhooks: false,
  }
}

/** A secret configured anew replaces whatever the state remembers; a rotated one outlives a restart. */
function adoptSecret(store: Store, webhookSecret: string) {
  store.commit((tx) => {
    const settings = tx.settings()
    if (settings.configuredSecret === webhookSecret) return
    tx.put('setting', 'all', {
      ...settings,
      configuredSecret: webhookSecret,
      secrets: [{ secret: webhookSecret, until: null }],
    })
  })
}
