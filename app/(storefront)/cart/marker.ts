/** Name of the readable cookie that says: this visitor has a cart. */
export const marker = 'has-cart'
