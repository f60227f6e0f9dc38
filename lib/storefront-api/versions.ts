/** The version of the Storefront API that the served schema is cut from. Every other one is answered by it too. */
export const servedVersion = '2026-04'

export const versions = [{ handle: servedVersion, displayName: `${servedVersion} (Latest)`, supported: true }]
