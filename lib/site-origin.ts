const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The origin this visitor reaches the shop under, for addresses that bring them back from the payment page. Always
 * the shop's own: the Host header may say anything, and only chooses between the names of this very machine, whose
 * cookies are kept apart.
 * @param siteUrl the shop's setting; @param host the Host header
 */
export function siteOrigin(siteUrl: string, host: string | null): string {
  const site = new URL(siteUrl)
  if (!loopback.has(site.hostname) || !host || !URL.canParse(`${site.protocol}//${host}`)) return site.origin
  const asked = new URL(`${site.protocol}//${host}`)
  return loopback.has(asked.hostname) && asked.port === site.port ? asked.origin : site.origin
}
