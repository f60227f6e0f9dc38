export const metadata = { title: 'Empty', description: 'A page with nothing on it' }

/** The empty page: what Next costs by itself. */
export default function Empty() {
  return <main>Empty</main>
}
