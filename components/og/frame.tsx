import { colours, ogSize } from './colours'

/** The parts of every picture: a drawing on the left, words on the right, the shop's name at the foot. */
export function OgFrame(props: { drawing: React.ReactNode; title: string; line?: string; shop: string }) {
  const { drawing, title, line, shop } = props
  return (
    <div
      style={{
        ...ogSize,
        display: 'flex',
        background: colours.paper,
        color: colours.ink,
        fontFamily: 'Newsreader',
      }}
    >
      <div
        style={{
          display: 'flex',
          width: 432,
          alignItems: 'center',
          justifyContent: 'center',
          background: colours.raised,
        }}
      >
        {drawing}
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', flex: 1, padding: '64px 64px 56px' }}>
        <div
          style={{
            ...titleStyle(title),
            lineHeight: 1.06,
            letterSpacing: '-0.02em',
            display: 'block',
          }}
        >
          {title}
        </div>
        {line ? (
          <div
            style={{
              marginTop: 28,
              fontSize: 32,
              lineHeight: 1.3,
              color: colours.soft,
              lineClamp: 2,
              display: 'block',
            }}
          >
            {line}
          </div>
        ) : null}
        <div
          style={{
            display: 'flex',
            marginTop: 'auto',
            paddingTop: 24,
            borderTop: `2px solid ${colours.ink}`,
            fontFamily: 'Hanken Grotesk',
            fontSize: 28,
          }}
        >
          {shop}
        </div>
      </div>
    </div>
  )
}

/** Long titles are set smaller; the longest fill four lines and are cut. Balancing and cutting don't go together. */
function titleStyle(title: string) {
  if (title.length <= 36) return { fontSize: 88, textWrap: 'balance' as const }
  return title.length <= 64 ? { fontSize: 70, textWrap: 'balance' as const } : { fontSize: 56, lineClamp: 4 }
}
