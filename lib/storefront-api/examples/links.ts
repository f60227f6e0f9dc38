/** Links that /developers shows, with the demo shop's numbers; e2e/api.spec.ts follows each. */
export const links = [
  {
    path: '/cart/1:2,3:1?storefront=true',
    words: 'The cart with two of one thing and one of another.',
    leadsTo: '/cart',
  },
  {
    path: '/cart/1:1?note=Ring%20twice&attributes[From]=Salon&checkout[email]=ana@example.nz',
    words: 'Straight to paying, with a note, an attribute and the buyer’s address for letters.',
    leadsTo: 'payment',
  },
  {
    path: '/discount/SPRING?redirect=/products',
    words: 'A discount code that waits in the cart while the buyer looks around.',
    leadsTo: '/products',
  },
] as const
