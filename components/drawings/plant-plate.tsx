import { plants } from './plants'

type Name = keyof typeof plants

/** Words of te reo Māori are marked as such, so that they are read aloud rightly. */
const names: Partial<Record<Name, React.ReactNode>> = { kumara: <span lang="mi">kūmara</span> }

/** The home page's plate: twenty plants of an ordinary week, each named in text. */
export function PlantPlate({ caption }: { caption: string }) {
  return (
    <figure className="plate">
      <ol>
        {(Object.keys(plants) as Name[]).map((name) => (
          <li key={name}>
            <Plant name={name} />
            {names[name] ?? name}
          </li>
        ))}
      </ol>
      <figcaption className="small">{caption}</figcaption>
    </figure>
  )
}

/** Ink over one offset tint, like a two-colour print; the tint repeats the body's outline by reference. */
function Plant({ name }: { name: Name }) {
  const { tint, body, lines, thin } = plants[name]
  return (
    <svg className="drawn" viewBox="0 0 100 100" aria-hidden="true">
      <defs>
        <path id={`plant-${name}`} d={body} />
      </defs>
      <use className={`tint-${tint}`} href={`#plant-${name}`} />
      <use href={`#plant-${name}`} />
      {lines ? <path d={lines} /> : null}
      {thin ? <path className="thin" d={thin} /> : null}
    </svg>
  )
}
