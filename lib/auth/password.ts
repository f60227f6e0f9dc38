/** Characters. Long rather than complicated: NIST SP 800-63B, 3.1.1.2. The upper bound keeps hashing cheap. */
export const passwordLength = { min: 12, max: 128 } as const
