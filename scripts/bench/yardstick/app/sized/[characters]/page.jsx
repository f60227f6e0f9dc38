// With the quotes of real prose: text beyond ASCII costs a server more.
const SENTENCE = 'What’s written here says “nothing”, and is as long as it was asked to be. '
const PARAGRAPH = 600

/** Made on the first request and kept, as the shop's pages are. */
export const generateStaticParams = () => []

/** Plain paragraphs with this many characters in all. */
export default async function Sized({ params }) {
  const { characters } = await params
  const text = SENTENCE.repeat(Math.ceil(Number(characters) / SENTENCE.length)).slice(0, Number(characters))
  const paragraphs = text.match(new RegExp(`.{1,${PARAGRAPH}}`, 'g')) ?? []
  return (
    <main>
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change
        <p key={index}>{paragraph}</p>
      ))}
    </main>
  )
}
