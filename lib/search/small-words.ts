import { Prisma } from '@/prisma/generated/client'
import { folded, literal, type TypedText, wordsOf } from './text-match'

/** What PostgreSQL keeps of no English text (its english.stop): a test holds this list against it. */
const small = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
  itself they them their theirs themselves what which who whom this that these those am is are was were be been being
  have has had having do does did doing a an the and but if or because as until while of at by for with about against
  between into through during before after above below to from up down in out on off over under again further then once
  here there when where why how all any both each few more most other some such no nor not only own same so than too very
  s t can will just don should now`.split(/\s+/),
)

/**
 * A tsquery of `small_words` of titles, where nothing but such words is asked for; null else: beside others they take
 * nothing away.
 * @param begun whether the last one may be there in part
 */
export function smallWords(typed: readonly TypedText[], begun: boolean): Prisma.Sql | null {
  const parts: string[] = []
  for (const { text, phrase, prefix } of typed) {
    const words = wordsOf(text)
    const beginning = prefix && begun ? words.pop() : undefined
    if (!words.every(isSmall)) return null
    const said = words.map((word) => literal(word))
    if (beginning !== undefined) {
      // One letter alone begins too much.
      const goesOn = beginning.length + said.length + parts.length > 1
      if (!isSmall(beginning) && !(goesOn && beginsSmall(beginning))) return null
      said.push(literal(beginning, goesOn ? '*' : ''))
    }
    if (said.length > 0) parts.push(`(${said.join(phrase ? ' <-> ' : ' & ')})`)
  }
  return parts.length === 0 ? null : Prisma.sql`to_tsquery('public.shop_every', ${parts.join(' & ')})`
}

/** "Don't" is two. */
const isSmall = (word: string) =>
  folded(word)
    .split("'")
    .every((part) => small.has(part))

function beginsSmall(word: string): boolean {
  const beginning = folded(word)
  return [...small].some((one) => one.startsWith(beginning))
}
