/** What a drawing of a product is given. The label is live text: a new name needs no new picture. */
export type GoodsProps = {
  /** Without the brand: "Gut Love +". */
  name: string
  /** A line below the name: "Powder supplement". Empty for none. */
  kind: string
  brand: string
  /** What the picture shows, for those who can't see it; empty where the text beside it says the same. */
  alt: string
  /** Numbered lines to the parts a caption explains. */
  keyed?: boolean
}

/** The frame of a drawn product; wider where numbers stand beside it. */
export function Goods(props: {
  sort: 'pouch' | 'book' | 'parcel'
  alt: string
  keyed?: boolean | undefined
  children: React.ReactNode
}) {
  const { sort, alt, keyed = false, children } = props
  const frame = {
    className: `drawn goods goods--${sort}`,
    viewBox: keyed ? '-24 30 368 410' : '20 30 280 410',
  }
  if (!alt)
    return (
      <svg {...frame} aria-hidden="true">
        {children}
      </svg>
    )
  return (
    <svg {...frame} role="img" aria-label={alt}>
      {children}
    </svg>
  )
}
