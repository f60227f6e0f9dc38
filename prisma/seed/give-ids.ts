/** Ids by position: the one an entry asks for, or the next that is free. */
export function giveIds(entries: { id?: number | undefined }[]): (index: number) => bigint {
  const taken = new Set(entries.map(({ id }) => id))
  let next = 1
  const ids = entries.map(({ id }) => {
    if (id !== undefined) return BigInt(id)
    while (taken.has(next)) next += 1
    return BigInt(next++)
  })
  return (index) => {
    const id = ids[index]
    if (id === undefined) throw new RangeError(`no entry ${index}`)
    return id
  }
}
