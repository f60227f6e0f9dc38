import { fieldFrom } from '../drawings/field'
import { colours } from './colours'
import { OgFrame } from './frame'

/** The picture of a link to an article or a page, for `ogImage`: its title beside the pattern of its handle. */
export function articleOgCard(props: { title: string; handle: string; line?: string; shop: string }) {
  const { handle, ...words } = props
  return <OgFrame {...words} drawing={<Field handle={handle} />} />
}

function Field({ handle }: { handle: string }) {
  const { kind, width, height, outline, full, rare } = fieldFrom(handle, 432, 648)
  const pen = kind === 'rod' ? { strokeWidth: 7, strokeLinecap: 'round' as const } : { strokeWidth: 1.4 }
  return (
    <svg width="432" height="648" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={outline} {...pen} fill="none" stroke={colours.soft} />
      <path d={full} {...pen} fill={colours.leaf} stroke={colours.leaf} />
      <path d={rare} {...pen} fill={colours.clay} stroke={colours.clay} />
    </svg>
  )
}
