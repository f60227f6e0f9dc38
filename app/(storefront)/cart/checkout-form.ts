/**
 * The form that everything typed beside the lines belongs to, wherever it stands: each of its buttons sends all of it,
 * so that pressing one loses nothing that was meant for another, with JavaScript and without.
 */
export const checkoutForm = 'checkout'
