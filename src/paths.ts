/**
 * Every address of the site and of its API. Pages end in a slash: that is the address that the static host serves
 * without a redirect. What a shopper meets stands in each language; its address is made in the one that is spoken where
 * it is asked for, so that a page, an answer or a letter leads on in its own language.
 */
import { addressHere } from './words/address-here.ts';

export const sitePaths = {
  home: '/',
  collection: (slug: string) => `/${slug}/`,
  piece: (slug: string) => `/pieces/${slug}/`,
  /** The photograph that stands for a piece where its link is shared. */
  sharePicture: (slug: string) => `/shared/${slug}.jpg`,
  /** For search engines: names those of the languages, each with every page that they may show. */
  sitemap: '/sitemap.xml',
  sitemapIn: (language: string) => `/sitemap/${language}.xml`,
  /**
   * What one country is sold and for how much, as the build knows it, in parts: a large catalogue's has more than one.
   * `apiPaths.feed` gives all of them, and adds what is left.
   */
  feed: (market: string, part = 1) => `/feeds/${market}${part === 1 ? '' : `.${part}`}.xml`,
  /** What one SKU is and costs, as JSON: read by the bag in the browser and by the checkout in the Worker. */
  catalogItem: (sku: string) => `/catalog/${encodeURIComponent(sku)}.json`,
  /** The ways to deliver to a country, as JSON: what a piece's page reads when somebody asks for theirs. */
  deliveryTo: (country: string) => `/delivery/${country}.json`,
  /** What is asked for stands in the fragment, so no log of any server has it. */
  search: (question = '') => (question ? `/search/#${new URLSearchParams({ q: question })}` : '/search/'),
  /** What the search knows, in files that are all fetched whatever is asked. */
  searchPart: (language: string, part: string) => `/search/${language}/${part}.json`,
  bag: '/bag/',
  /** The order's link travels in the fragment, so no log of any server has it. */
  order: (link = '') => (link ? `/order/#${link}` : '/order/'),
  checkoutCancelled: (link = '') => (link ? `/checkout/cancelled/#${link}` : '/checkout/cancelled/'),
  /** A pre-rendered page whose slots the Worker fills for shoppers without JavaScript. */
  checkoutReview: '/checkout/review/',
  /** Where anybody withdraws from an order; its link, the order's own, travels in the fragment. */
  withdrawal: (link = '') => (link ? `/withdrawal/#${link}` : '/withdrawal/'),
  delivery: '/delivery-and-returns/',
  terms: '/terms/',
  contact: '/contact/',
  accessibility: '/accessibility/',
  privacy: '/privacy/',
  // Consents. What opens something stands in the fragment.
  preferences: (link = '') => (link ? `/preferences/#${link}` : '/preferences/'),
  confirmWish: (token: string) => `/preferences/#confirm.${token}`,
  /** Where somebody confirms, by the token in the fragment, that they want to hear of a piece that was sold out. */
  backInStock: (token = '') => (token ? `/back-in-stock/#${token}` : '/back-in-stock/'),
  /** The same for programs: JSON-LD in the terms of the W3C's Data Privacy Vocabulary. */
  privacyForPrograms: '/privacy/policy.jsonld',
  /** What the house counts, for everybody to read. */
  pageViews: '/page-views/',
  /** For the people of the house. No page leads there. */
  staff: '/staff/',
  /** One request at the desk; its number travels in the fragment. */
  staffRequest: (number = '') => (number ? `/staff/request/#${number}` : '/staff/request/'),
  staffPageViews: '/staff/page-views/',
  staffBreaches: '/staff/breaches/',
  /** One breach at the desk; its number travels in the fragment. */
  staffBreach: (number = '') => (number ? `/staff/breach/#${number}` : '/staff/breach/'),
  staffRetention: '/staff/retention/',
  staffDuties: '/staff/duties/',
  staffOrders: '/staff/orders/',
  /** One order at the desk; its number travels in the fragment. */
  staffOrder: (number = '') => (number ? `/staff/order/#${number}` : '/staff/order/'),
  /** To print; what and of which order stands in the fragment. */
  staffPapers: (paper?: 'slip' | 'invoice', number = '') =>
    paper ? `/staff/papers/#${paper}.${number}` : '/staff/papers/',
  staffStock: '/staff/stock/',
  /** Orders that were made by telephone or in the boutique. */
  staffNewOrder: '/staff/new-order/',
  staffWithdrawals: '/staff/withdrawals/',
  staffCarriers: '/staff/carriers/',
  /** Not ours: the host's sign-in answers it, on whatever address it stands in front of. */
  staffSignOut: '/cdn-cgi/access/logout',
  /** Where somebody asks about their data. */
  privacyRequest: '/privacy/request/',
  /** Where the letter leads that asks for the mailbox's yes; its token is in the fragment too. */
  privacyRequestConfirm: (token: string) => `/privacy/request/#confirm.${token}`,
  /** A pre-rendered page, in which the Worker writes whose code it waits for. */
  privacyRequestCode: '/privacy/request/code/',
  /** Where a request stands; its link travels in the fragment, as an order's does. */
  privacyRequestStatus: (link = '') => (link ? `/privacy/request/status/#${link}` : '/privacy/request/status/'),
  notFound: '/404.html',

  // Accounts. A token that a mail carries stands in the fragment, so no log of any server has it.
  account: '/account/',
  accountSignIn: '/account/sign-in/',
  /** With the piece that somebody wanted to keep, by its SKU: it is kept once they are in. */
  accountSignInToKeep: (sku: string) => `/account/sign-in/#keep.${sku}`,
  accountWishlist: '/account/wishlist/',
  accountRegister: '/account/register/',
  accountVerify: (token = '') => (token ? `/account/verify/#${token}` : '/account/verify/'),
  accountForgotten: '/account/forgotten/',
  accountReset: (token = '') => (token ? `/account/reset/#${token}` : '/account/reset/'),
  accountNewEmail: (token = '') => (token ? `/account/new-email/#${token}` : '/account/new-email/'),
  // Copies and corrections. A request's link stands in the fragment, so no log of any server has it.
  /** What portability.json keeps to: JSON Schema, made from the declarations. */
  portabilitySchema: '/privacy/portability.schema.json',
} as const;

export const answeringPaths = {
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
  // Withdrawal from an order. Each takes JSON from a program and a plain form from a page.
  /** POST {number, email}: has the way to the order mailed, if the two fit. */
  withdrawalLink: '/api/withdrawals/link',
  /** POST {link, code}: the code of that letter. GET ?link=: the page that takes it. */
  withdrawalCode: '/api/withdrawals/code',
  /** POST {link}: what can be withdrawn from, until when, and what was. */
  withdrawalView: '/api/withdrawals/view',
  /** POST {link, after, lines, name, email}: withdraws. */
  withdrawals: '/api/withdrawals',
  /** POST {link, id}: asks for a label for the way back. */
  withdrawalLabel: '/api/withdrawals/label',
  /** POST {link, id, proof}: the pieces are on their way back. */
  withdrawalSent: '/api/withdrawals/sent',
  /**
   * GET ?after=: withdrawals whose money is not back yet, by when that is due. POST {number, after, lines, name, email,
   * sentOn, reachedAt}: enters one that came by e-mail or letter.
   */
  staffWithdrawals: '/api/staff/withdrawals',
  /** POST {}: what of an order can be withdrawn from, to enter it. */
  staffOrderToWithdraw: '/api/staff/orders/:number/withdrawal',
  /** POST {address}: the label is there, on the carrier's page. What follows is a POST too. */
  staffWithdrawalLabel: '/api/staff/withdrawals/:id/label',
  /** {restock}: the pieces are back in the house. */
  staffWithdrawalArrival: '/api/staff/withdrawals/:id/arrival',
  /** {lossMinor, note}: pays back what is due. */
  staffWithdrawalRefund: '/api/staff/withdrawals/:id/refund',
  /** GET: what was made elsewhere and is not paid yet. POST, src/api/entered-order-answers.ts: enters one. */
  staffEnteredOrders: '/api/staff/entered-orders',
  /** POST {}: nobody is to pay for it any more. */
  staffEnteredOrderEnd: '/api/staff/entered-orders/:number/end',
  stripeWebhook: '/api/stripe/webhook',
  // Carriers: POST, pushed by them.
  dhlPush: '/api/carriers/dhl',
  fedexPush: '/api/carriers/fedex',
  /** GET ?after=: what carriers told that is kept aside. */
  staffCarrierEvents: '/api/staff/carrier-events',
  /** POST {outcome, why} */
  staffCarrierEventSettle: '/api/staff/carrier-events/:id/settle',
  // Notices of what was sold out.
  /** POST {sku, email, currency}, as JSON or as a plain form: asks the mailbox whether it wants to be told. */
  stockNotices: '/api/back-in-stock',
  /** POST, plain form: {token} of the mailed link, or the {email} and the {code} of its letter. */
  stockNoticeConfirm: '/api/back-in-stock/confirm',
  /** GET shows the button, POST takes the wish back. It can do nothing else, and shows nothing: logs have addresses. */
  stockNoticeStop: (link: string) => `/api/back-in-stock/stop/${link}`,
  // Consents.
  /** POST {token}: what the mailed link is about. */
  consentWish: '/api/consents/wish',
  /** POST {token}, or a plain form with the address and the code. */
  consentConfirm: '/api/consents/confirm',
  /** POST {link} */
  consentView: '/api/consents/view',
  /** POST {link}, as JSON or as a plain form. */
  consentWithdraw: '/api/consents/withdraw',
  /** POST, plain form: has the link to the preferences page mailed. */
  consentLink: '/api/consents/link',
  /** For mail programs (RFC 8058): POST takes the consent back, GET shows the button for it. */
  consentOneClick: (link: string) => `/api/consents/one-click/${link}`,
  /** GET, and POST {wanted}: for whoever is signed in. */
  accountConsent: '/api/account/consent',
  /** Whatever lies below is for staff, each route for the roles that functions/staff/roles.ts names. */
  staff: '/api/staff',
  /** GET: who is signed in, and as what. */
  staffMe: '/api/staff/me',
  /** GET ?state=&country=&delivery=&after=: what is to be done, or the orders in a state. */
  staffOrders: '/api/staff/orders',
  /** POST {words, after?}: by number, e-mail or SKU. A POST, so that no address is in a log's line. */
  staffOrderSearch: '/api/staff/orders/search',
  /** GET ?after=: counts, and what is held. */
  staffStock: '/api/staff/stock',
  /** GET: holds and history of one piece. POST {id, kind, quantity, reason}: an arrival or a correction. */
  staffStockOf: '/api/staff/stock/:sku',
  /** GET ?state=&kind=&after=: what is due. POST: enters one that came by e-mail. */
  staffRequests: '/api/staff/requests',
  /** POST {why?}: one request, with all that a decision needs. What follows is a POST too. */
  staffRequestView: '/api/staff/requests/:number/view',
  /** {outcome, reason} */
  staffRequestDecide: '/api/staff/requests/:number/decide',
  /** {order, fields, reason}: added beside an invoice, which stays. */
  staffRequestCorrection: '/api/staff/requests/:number/correction',
  /** {words} */
  staffRequestAnswer: '/api/staff/requests/:number/answer',
  /** {until, reason} */
  staffRequestExtend: '/api/staff/requests/:number/extend',
  /** {outcome, words} */
  staffRequestChildReport: '/api/staff/requests/:number/child-report',
  /** {outcome, words} */
  staffRequestObjection: '/api/staff/requests/:number/objection',
  /** {}: tells the person first, lifts when the letter has left. */
  staffRequestLiftRestriction: '/api/staff/requests/:number/lift-restriction',
  /** {state, words} */
  staffRequestRecipient: '/api/staff/requests/:number/recipients/:recipient',
  // Orders at the desk. Each is a POST; src/api/staff-orders.ts has the bodies and the answers.
  /** {why?}: one order, with all that an act needs. */
  staffOrderView: '/api/staff/orders/:number/view',
  staffOrderHold: '/api/staff/orders/:number/hold',
  staffOrderRelease: '/api/staff/orders/:number/release',
  staffOrderClearFlag: '/api/staff/orders/:number/clear-flag',
  staffOrderPrepare: '/api/staff/orders/:number/prepare',
  /** Nothing else follows of an order that was sent in part. */
  staffOrderComplete: '/api/staff/orders/:number/complete',
  staffOrderResend: '/api/staff/orders/:number/resend',
  staffOrderReturn: '/api/staff/orders/:number/return',
  staffOrderCancel: '/api/staff/orders/:number/cancel',
  /** A parcel leaves the house. */
  staffOrderParcels: '/api/staff/orders/:number/parcels',
  staffOrderParcelDelivered: '/api/staff/orders/:number/parcels/:parcel/delivered',
  staffOrderParcelLost: '/api/staff/orders/:number/parcels/:parcel/lost',
  staffOrderRefunds: '/api/staff/orders/:number/refunds',
  /** GET ?year=: what was asked of the house, and how long the answers took. */
  staffFigures: '/api/staff/figures',
  // Breaches. What is about one is a POST, and a change says which `revision` of it was seen.
  /** GET ?before=: the register, the newest discovery first. POST {happened, discoveredAt}: writes one down. */
  staffBreaches: '/api/staff/breaches',
  /** GET: the whole register, to keep or to hand to the authority. */
  staffBreachesCsv: '/api/staff/breaches.csv',
  staffBreachesJson: '/api/staff/breaches.json',
  /** {} */
  staffBreachView: '/api/staff/breaches/:number/view',
  /** {revision, happened, data, consequences, measures, risk, riskReason} */
  staffBreachFacts: '/api/staff/breaches/:number/facts',
  /** {table, period?, from?, until?} or {emails}: how many it finds. Nothing is written down of whom. */
  staffBreachCount: '/api/staff/breaches/:number/people/count',
  /** {revision} and the same. */
  staffBreachPeople: '/api/staff/breaches/:number/people',
  /** {}: the addresses that took no letter, until the breach is closed. */
  staffBreachUnreached: '/api/staff/breaches/:number/people/unreached',
  /** {revision, words, authority, toldAt, delayReason}: that it was told, at first or in a later phase. */
  staffBreachAuthority: '/api/staff/breaches/:number/authority',
  /** {revision, words, tellsRestricted} */
  staffBreachNotice: '/api/staff/breaches/:number/notice',
  /** {revision, words}: how people were told whom no letter reaches. */
  staffBreachOtherwise: '/api/staff/breaches/:number/otherwise',
  /** {revision, words} */
  staffBreachClose: '/api/staff/breaches/:number/close',
  /** GET: each retention rule, what it did, and what is due next. */
  staffRetention: '/api/staff/retention',
  /** GET: what only people can keep. POST {duty, note}: the owner confirms one. */
  staffDuties: '/api/staff/duties',
  /** GET, for privacy and owner: whether the register of requests is whole. */
  registerVerify: '/api/staff/register/verify',
  // Requests about somebody's data. Each takes JSON from a script and a plain form from a page without one.
  /** POST: asks. */
  requests: '/api/privacy/requests',
  /** POST {token} or {link, code}: the mailbox's yes. GET ?link=: the page that takes the code. */
  requestConfirm: '/api/privacy/requests/confirm',
  /** POST {number}: sends a fresh code to the mailbox of a request, to see it. */
  requestCode: '/api/privacy/requests/code',
  /** POST {link} */
  requestView: '/api/privacy/requests/view',
  /** POST {link, words} */
  requestMessages: '/api/privacy/requests/messages',
  /** POST {link} */
  requestWithdraw: '/api/privacy/requests/withdraw',
  /** POST {link}: the person has read what an erasure does, and wants it. */
  requestErase: '/api/privacy/requests/erase',
  /** POST, signed in and stepped up: asks without a mailbox. */
  accountRequests: '/api/account/requests',
  // Page views.
  /** POST, by the beacon: a page is seen, or was for so long. */
  pageViews: '/api/page-views',
  /** POST {session}: forgets what was counted of this visit. */
  pageViewsForget: '/api/page-views/forget',
  /** GET ?from=&to=: the days that nobody can be singled out in, for everybody. */
  pageViewFigures: '/api/page-views/figures',
  /** GET ?from=&to=&by=day|hour&compare=: all that is counted. */
  staffPageViews: '/api/staff/page-views',
  /** GET: how many are here now. */
  staffPageViewsNow: '/api/staff/page-views/now',
  /** GET, the same query: the counters as CSV. */
  staffPageViewsTable: '/api/staff/page-views.csv',
  health: '/api/health',
  /** GET: a country's feed for Google's shop window, such as gb-gbp, with what is left by now. */
  feed: '/api/feeds/:market',

  // Accounts. Each is a POST but where it says GET; what needs somebody signed in gets `Authorization: Bearer <token>`.
  /** {username, email, password, isOldEnough} */
  accountRegister: '/api/account/register',
  /** {token} */
  accountVerify: '/api/account/verify',
  /** {email, password} */
  accountSignIn: '/api/account/sign-in',
  accountSignOut: '/api/account/sign-out',
  accountSignOutEverywhere: '/api/account/sign-out-everywhere',
  /** {email} */
  accountForgotten: '/api/account/forgotten',
  /** {token, password} */
  accountReset: '/api/account/reset',
  /** {password}, or {challenge, code} */
  accountStepUp: '/api/account/step-up',
  /** Mails a code for the step-up. */
  accountStepUpCode: '/api/account/step-up/code',
  /** GET */
  account: '/api/account',
  /** {username} */
  accountUsername: '/api/account/username',
  /** {password}, after a step-up */
  accountPassword: '/api/account/password',
  /** {email}, after a step-up */
  accountEmail: '/api/account/email',
  /** {token}, from the new mailbox */
  accountEmailConfirm: '/api/account/email/confirm',
  /** After a step-up. */
  accountDelete: '/api/account/delete',
  /** GET */
  accountOrders: '/api/account/orders',
  accountOrdersJoin: '/api/account/orders/join',
  /** GET: the pieces that the account keeps. POST {sku, kept}: keeps one, or lets it go. */
  accountKept: '/api/account/kept-pieces',
  // Erasure and objection.
  /** POST {link} of the request, or {number} by whoever is signed in: deletes what it may. */
  erasures: '/api/privacy/erasures',
  /** POST, the same body: what that would be. */
  erasurePreview: '/api/privacy/erasures/preview',
  /** POST, by the staff: erases again whom the ledger has and the database has not. */
  ledgerReplay: '/api/staff/ledger/replay',
  /** POST {analytics}, signed in: to object to analytics, or to take that back. GET: whether one does. */
  objections: '/api/account/objections',
  // Copies and corrections. Each is a POST with the request's {link}, or with `Authorization: Bearer <token>` after a
  // step-up.
  /** {link} or {request}, as JSON or as a plain form: the file itself. */
  privacyCopies: '/api/privacy/copies',
  /** {link} or {request}: what may be corrected. */
  privacyRectificationView: '/api/privacy/rectifications/view',
  /** {link} or {request}, and {username?, orders} */
  privacyRectifications: '/api/privacy/rectifications',
} as const;

/** The site's addresses, each made in the language that is spoken when it is read. */
export const paths = /* @__PURE__ */ inEachLanguage(sitePaths);

/** Those of its API, made in the same way: so an act is answered in the language of the page that it is done on. */
export const apiPaths = /* @__PURE__ */ inEachLanguage(answeringPaths);

function inEachLanguage<Paths extends object>(all: Paths): Paths {
  return new Proxy(all, {
    get(_, name) {
      const path: unknown = Reflect.get(all, name);
      if (typeof path === 'string') return addressHere(path);
      return typeof path === 'function' ? (...given: unknown[]) => addressHere(path(...given)) : undefined;
    },
  });
}

/** What an act at the desk would send: takes the same as the act, and answers the letter. */
export function previewOf(actPath: string): string {
  return `${actPath}/preview`;
}
