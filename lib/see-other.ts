/**
 * 303 to one of the shop's own paths. Relative on purpose: behind a proxy the server does not know its public name,
 * and an absolute address made from the Host header would be the attacker's to choose.
 */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })
}
