/** As the shop has it, where it matters for speed. */
export default { poweredByHeader: false, experimental: { isrFlushToDisk: false } }
