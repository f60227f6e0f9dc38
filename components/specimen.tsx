import { Book } from './drawings/book'
import { withoutBrand } from './drawings/label'
import { Parcel } from './drawings/parcel'
import { Pouch } from './drawings/pouch'

const drawings = { pouch: Pouch, book: Book }

/**
 * The drawn product. `drawing` is the key of its medium; one that is not known gets a parcel with its name on it.
 * `alt` is empty where a heading beside it already names the product.
 */
export function Specimen(props: {
  drawing: string | undefined
  title: string
  subtitle?: string | undefined
  alt?: string
  brand?: string
  keyed?: boolean
}) {
  const { drawing = '', title, subtitle = '', alt = '', brand = 'Bestow', keyed = false } = props
  const Drawing = Object.hasOwn(drawings, drawing) ? drawings[drawing as keyof typeof drawings] : Parcel
  return <Drawing name={withoutBrand(title, brand)} kind={subtitle} brand={brand} alt={alt} keyed={keyed} />
}
