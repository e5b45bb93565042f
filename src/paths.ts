/**
 * Every address of the site and of its API. Pages end in a slash: that is the
 * address that the static host serves without a redirect.
 */

export const paths = {
  home: '/',
  collection: (slug: string) => `/${slug}/`,
  piece: (slug: string) => `/pieces/${slug}/`,
  /** What one SKU is and costs, as JSON: read by the bag in the browser and by the checkout in the Worker. */
  catalogItem: (sku: string) => `/catalog/${encodeURIComponent(sku)}.json`,
  bag: '/bag/',
  /** The order's link travels in the fragment, so no log of any server has it. */
  order: (link = '') => (link ? `/order/#${link}` : '/order/'),
  checkoutCancelled: (link = '') => (link ? `/checkout/cancelled/#${link}` : '/checkout/cancelled/'),
  /** A pre-rendered page whose slots the Worker fills for shoppers without JavaScript. */
  checkoutReview: '/checkout/review/',
  delivery: '/delivery-and-returns/',
  terms: '/terms/',
  contact: '/contact/',
  privacy: '/privacy/',
  /** The same for programs: JSON-LD in the terms of the W3C's Data Privacy Vocabulary. */
  privacyForPrograms: '/privacy/policy.jsonld',
  /** For the people of the house. No page leads there. */
  staff: '/staff/',
  /** Not ours: the host's sign-in answers it, on whatever address it stands in front of. */
  staffSignOut: '/cdn-cgi/access/logout',
  notFound: '/404.html',

  // Copies and corrections. A request's link stands in the fragment, so no log of any server has it.
  privacyRequestStatus: (link = '') => (link ? `/privacy/request/status/#${link}` : '/privacy/request/status/'),
  /** What portability.json keeps to: JSON Schema, made from the declarations. */
  portabilitySchema: '/privacy/portability.schema.json',
} as const;

export const apiPaths = {
  /** GET ?sku=A&sku=B */
  stock: '/api/stock',
  /** POST: JSON from the bag, or a plain form from the review page. */
  checkout: '/api/checkout',
  /** POST, plain form: the review page for a shopper without JavaScript. */
  checkoutReview: '/api/checkout/review',
  /** POST {link}: gives the held pieces back. */
  checkoutCancel: '/api/checkout/cancel',
  /** POST {link} */
  orderView: '/api/orders/view',
  stripeWebhook: '/api/stripe/webhook',
  /** Whatever lies below is for staff, each route for the roles that functions/staff/roles.ts names. */
  staff: '/api/staff',
  /** GET: who is signed in, and as what. */
  staffMe: '/api/staff/me',
  health: '/api/health',

  // Copies and corrections. Each is a POST with the request's {link}, or with `Authorization: Bearer <token>` after a
  // step-up.
  /** {link} or {request}, as JSON or as a plain form: the file itself. */
  privacyCopies: '/api/privacy/copies',
  /** {link} or {request}: what may be corrected. */
  privacyRectificationView: '/api/privacy/rectifications/view',
  /** {link} or {request}, and {username?, orders} */
  privacyRectifications: '/api/privacy/rectifications',
} as const;
