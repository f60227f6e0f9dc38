/**
 * Combinations of option values as the Storefront API packs them: `v1_` and a trie. `0:0-1,1:1,` says that value 0 of
 * the first option goes with 0 and 1 of the second, value 1 with 1. The grammar stands in the official schema's
 * description of `encodedVariantExistence`.
 * @param combinations of value positions, one for each option; '' for none
 */
export function encodeVariants(combinations: readonly (readonly number[])[]): string {
  return combinations.length === 0 ? '' : `v1_${encode(combinations, 0)}`
}

function encode(combinations: readonly (readonly number[])[], depth: number): string {
  const values = [...new Set(combinations.map((combination) => combination[depth] ?? 0))].sort(
    (a, b) => a - b,
  )
  const last = combinations.every((combination) => combination.length === depth + 1)
  if (last) return `${ranges(values).join(' ')},`
  const branches = values.map((value) => {
    const under = combinations.filter((combination) => combination[depth] === value)
    return `${value}:${encode(under, depth + 1)}`
  })
  return depth === 0 ? branches.join('') : `${branches.join('')},`
}

/** 0, 1, 2, 4 as "0-2", "4". */
function ranges(sorted: number[]): string[] {
  const runs: [number, number][] = []
  for (const value of sorted) {
    const run = runs.at(-1)
    if (run && run[1] === value - 1) run[1] = value
    else runs.push([value, value])
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`))
}
