import { SectionFigure } from './drawings/section-figure'

/** Drawings an article can ask for by name, with what they show and what their numbers mean. */
const figures = {
  'gut-to-skin': {
    Drawing: SectionFigure,
    alt: 'Drawing in section. From top to bottom: flat skin cells, a blood vessel, the folded lining of the gut, and microbes beside it. Dots travel up from the gut into the vessel and on to the skin.',
    parts: ['Skin, in layers', 'Blood vessel', 'Gut lining, in folds', 'Microbes in the gut'],
  },
} as const

/**
 * A numbered figure of an article; its caption stands in the margin where there is one.
 * Draws nothing for a name it does not know, so that an old article never breaks.
 */
export function DrawnFigure({
  name,
  number,
  caption,
}: {
  name: string
  number: number
  caption: React.ReactNode
}) {
  if (!Object.hasOwn(figures, name)) return null
  const { Drawing, alt, parts } = figures[name as keyof typeof figures]
  return (
    <figure className="figure">
      <Drawing alt={alt} />
      <figcaption>
        <b>Fig. {number}.</b> {caption}
        <ol>
          {parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ol>
      </figcaption>
    </figure>
  )
}
