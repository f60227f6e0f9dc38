/** Minor units: no card is worth more than a person would hand over the counter. */
export const mostOnACard = 1_000_000
