/**
 * 303 to one of the shop's own paths, or to Stripe's page. Own paths stay relative on purpose: behind a proxy the
 * server does not know its public name, and an address made from the Host header would be the attacker's to choose.
 */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })
}
