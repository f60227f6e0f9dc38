/** What is shown of a thing that was not read whole: what is at hand, and a way to the rest. */
export type Part = { whole: () => Promise<object | null> }

export function isPart(node: object): node is Part {
  return 'whole' in node && typeof node.whole === 'function'
}
