/** Who made a refund that did not begin here. */
export const stripeDashboard = 'Stripe dashboard'
