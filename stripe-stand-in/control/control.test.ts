import { request } from 'node:http'
import { expect, test } from 'vitest'
import { sessionParams, standInForTest } from '../testing/stand-in-for-test'

/** Like fetch, but with whatever Host header one likes. */
function post(url: string, headers: Record<string, string>, body = '{}'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.once('error', reject)
    call.end(body)
  })
}

test.each<[string, Record<string, string>, number]>([
  ['a program on this computer', {}, 200],
  ['a name that leads here', { host: 'attacker.example' }, 403],
  ['a foreign web page', { origin: 'https://attacker.example' }, 403],
  ['a web page on another port', { origin: 'http://127.0.0.1:3000' }, 403],
  ['a sandboxed web page', { origin: 'null' }, 403],
  ['a cross-site request', { 'sec-fetch-site': 'cross-site' }, 403],
])('%s is answered as it should be', async (_, headers, status) => {
  const { url } = await standInForTest()
  expect(await post(`${url}/_control/state`, headers)).toBe(status)
})

test('what a command does not understand is refused with a reason', async () => {
  const { control, url } = await standInForTest()
  expect(await post(`${url}/_control/explode`, {})).toBe(400)
  expect(await post(`${url}/_control/toString`, {})).toBe(400)
  expect(await post(`${url}/_control/state`, {}, '{')).toBe(400)
  expect((await fetch(`${url}/_control/state`)).status).toBe(405)
  await expect(control.pay({ session: 'cs_none' })).rejects.toThrow('There is no session')
  await expect(control.failNext({ kind: 'explode' as never })).rejects.toThrow('kind')
  await expect(control.moveClock({ seconds: 1.5 })).rejects.toThrow('moveClock')
})

test('reset forgets everything and puts the clock right', async () => {
  const { control, stripe } = await standInForTest()
  const { id } = await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })
  await control.pay({ session: id })
  await control.moveClock({ seconds: 3600 })
  await control.failNext({ kind: 'rate_limit', times: 10 })
  await control.reset()
  expect(await control.state()).toMatchObject({
    clockOffset: 0,
    requestFaults: [],
    counts: { session: 0, event: 0, payment_intent: 0 },
  })
  const fresh = await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })
  expect(fresh.id).not.toBe(id)
})

test('a session is ended from the dashboard', async () => {
  const { control, stripe } = await standInForTest()
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  expect(await control.expire({ session: id })).toEqual({ status: 'expired' })
  await expect(control.expire({ session: id })).rejects.toThrow('expired')
})
