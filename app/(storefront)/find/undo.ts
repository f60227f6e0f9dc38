import type { Choices } from './choices'

/** Each choice by itself, and what is left without it. `price` is one choice, whichever of its ends are set. */
export function undoable(choices: Choices): { label: string; without: Choices }[] {
  // Fewer choices are another list: its pages begin anew.
  const less = (change: Partial<Choices>): Choices => ({ ...choices, after: null, ...change })
  const lists = ['types', 'vendors', 'tags'] as const
  return [
    ...(choices.available ? [{ label: 'In stock', without: less({ available: false }) }] : []),
    ...(choices.min || choices.max
      ? [{ label: priceWords(choices), without: less({ min: '', max: '' }) }]
      : []),
    ...lists.flatMap((list) =>
      choices[list].map((value) => ({
        label: value,
        without: less({ [list]: choices[list].filter((other) => other !== value) }),
      })),
    ),
    ...choices.options.map((option) => ({
      label: `${option.name}: ${option.value}`,
      without: less({ options: choices.options.filter((other) => other !== option) }),
    })),
  ]
}

function priceWords({ min, max }: Choices): string {
  if (min && max) return `Price ${min} to ${max}`
  return min ? `Price from ${min}` : `Price to ${max}`
}
