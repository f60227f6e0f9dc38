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
    words:
      'A discount code into the cart, then on to a path; one that the shop does not have is said in the cart.',
    // The demo shop has no such code.
    leadsTo: '/cart',
  },
] as const
