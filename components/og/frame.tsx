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
            fontSize: titleSize(title),
            lineHeight: 1.06,
            letterSpacing: '-0.02em',
            lineClamp: 4,
            display: 'block',
            textWrap: 'balance',
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

/** Long titles are set smaller, so that four lines hold any of them. */
function titleSize(title: string): number {
  if (title.length <= 36) return 88
  return title.length <= 64 ? 70 : 56
}
