/** A font file imported for its public address. */
declare module '*.woff2' {
  const address: string
  export default address
}
