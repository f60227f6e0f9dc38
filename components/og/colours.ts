/** The light set of app/styles/tokens.css in plain values: a picture for a link has no style sheet. */
export const colours = {
  paper: '#fbf8f2',
  raised: '#f3ede2',
  ink: '#23241f',
  soft: '#55574e',
  leaf: '#2f4a3a',
  leafLine: '#8fae97',
  clay: '#a04a2a',
  cloth: '#8a3f24',
  clothLine: '#d69a7d',
  seed: '#f3ddcf',
  card: '#c9ad86',
  cardLine: '#8f7450',
} as const

/** What Open Graph asks for, in pixels. */
export const ogSize = { width: 1200, height: 630 }
