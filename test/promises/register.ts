/**
 * The promise register: every sentence of the privacy policy, and what keeps it true.
 *
 * A test proves a sentence by carrying its id in its name, in brackets:
 *
 *     test('[storage.lg_sid] is gone when the tab is closed', …)
 *     test('[retention.orders] [use.legal-compliance] an order is there until its last second', …)
 *
 * The ids are those of `statements()` in src/policy/document.ts. A `describe` may carry one for
 * all its tests. Give an id only to a test that would fail if the sentence became untrue; one that
 * merely touches its subject proves nothing. Here stand the files in which a proof must be; which
 * tests those are is read from the report of the run, and is in .local/test/promises.txt after it.
 *
 * `npm test` holds this file against that report and ends with the table. It fails when
 * - a sentence is not here, or one that is here has gone, or its words no longer have this hash;
 * - one of the files that prove a sentence has no test that carries its id;
 * - a test that carries an id failed: the sentence is broken;
 * - a test that carries an id was skipped, or carries an id that does not exist;
 * - a sentence is the owner's and not in src/policy/owner-duties.ts, or there and yet to come;
 * - more sentences are still to come than `comingAtMost`, or fewer: the number only falls.
 */

/** What is being built next, and brings the proof of the sentences that have none yet. */
export type Feature = 'staff desk';

interface Words {
  /** The first twelve digits of the SHA-256 of the sentence: whoever changes it looks at its proof again. */
  readonly hash: string;
}

export type Entry = Words &
  (
    | {
        /** In each of these files a test that carries the id must pass. The owner may have to answer for what is left. */
        readonly provedIn: readonly [string, ...string[]];
      }
    | { readonly keptBy: 'owner' }
    | { readonly comesWith: Feature; readonly because: string }
  );

/** How many sentences may wait for a feature. Lower it with each that no longer does; never raise it. */
export const comingAtMost = 0;

export const register: Readonly<Record<string, Entry>> = {
  'who.operator': { hash: 'ad7754502094', keptBy: 'owner' },
  'who.controller': { hash: 'e05d1e9608a7', provedIn: ['test/promises/built-site.worker.test.ts'] },
  'who.contact': {
    hash: '53dea95acce5',
    provedIn: ['test/policy/privacy-page.worker.test.ts', 'test/promises/built-site.worker.test.ts'],
  },
  'collect.order-information': {
    hash: '33c00033f920',
    provedIn: ['test/promises/declared.test.ts', 'test/promises/paid-order.worker.test.ts'],
  },
  'collect.account-information': { hash: 'd15c7d10e95c', provedIn: ['test/accounts/register.worker.test.ts'] },
  'collect.payment-information': {
    hash: 'e208ccfdb814',
    provedIn: [
      'test/payments/webhook.worker.test.ts',
      'test/promises/built-site.worker.test.ts',
      'test/security/canaries.worker.test.ts',
    ],
  },
  'collect.communications': { hash: '9c659d8275db', provedIn: ['test/promises/built-site.worker.test.ts'] },
  'collect.ip-address': {
    hash: '0bf5ca2a46d8',
    provedIn: [
      'test/fraud/came-from.test.ts',
      'test/fraud/look-at-orders.worker.test.ts',
      'test/security/canaries.worker.test.ts',
    ],
  },
  'collect.device': {
    hash: '49eb55cd85a2',
    provedIn: ['test/page-views/canary.worker.test.ts'],
  },
  'collect.usage': {
    hash: '4244152f5122',
    provedIn: ['test/page-views/canary.worker.test.ts'],
  },
  'collect.session-identifiers': {
    hash: '21364d83c4cd',
    provedIn: ['test/page-views/canary.worker.test.ts'],
  },
  'collect.payment-status': {
    hash: '40aa4cdf6642',
    provedIn: [
      'test/outbound/read-back.test.ts',
      'test/payments/webhook.worker.test.ts',
      'test/security/canaries.worker.test.ts',
    ],
  },
  'collect.delivery-confirmation': {
    hash: 'cfe416f08837',
    provedIn: ['test/carriers/receive-events.worker.test.ts', 'test/staff/orders.worker.test.ts'],
  },
  'use.fulfil-order': { hash: 'a05d53299676', provedIn: ['test/promises/paid-order.worker.test.ts'] },
  'use.send-updates': {
    hash: 'c08ac85bffdb',
    provedIn: ['test/mail/outbox.worker.test.ts', 'test/promises/paid-order.worker.test.ts'],
  },
  'use.prevent-fraud': {
    hash: '7dfba1b5dc87',
    provedIn: [
      'test/fraud/flagged-order.worker.test.ts',
      'test/fraud/look-at-orders.worker.test.ts',
      'test/fraud/no-refusal.test.ts',
      'test/promises/declared.test.ts',
    ],
  },
  'use.improve-website': {
    hash: '9f0809fbb62b',
    provedIn: ['test/page-views/canary.worker.test.ts'],
  },
  'use.marketing': {
    hash: '4fb56c62bbf8',
    provedIn: ['test/promises/declared.test.ts', 'test/promises/paid-order.worker.test.ts'],
  },
  'use.legal-compliance': { hash: '33083485735c', provedIn: ['test/promises/declared.test.ts'] },
  'use.no-sale': {
    hash: 'adea4055b668',
    provedIn: [
      'test/architecture/outbound-calls.test.ts',
      'test/outbound/outbound-calls.worker.test.ts',
      'test/promises/built-site.worker.test.ts',
      'test/promises/declared.test.ts',
      'test/promises/outbound-hosts.test.ts',
    ],
  },
  'use.no-automated-decisions': {
    hash: 'b0905c4206f5',
    provedIn: [
      'test/fraud/flagged-order.worker.test.ts',
      'test/fraud/no-refusal.test.ts',
      'test/promises/paid-order.worker.test.ts',
    ],
  },
  'basis.scope': {
    hash: 'dcba450f2fea',
    provedIn: ['test/data-map/data-map.worker.test.ts', 'test/promises/declared.test.ts'],
  },
  'basis.contract': {
    hash: 'ec8989a3f57f',
    provedIn: ['test/promises/declared.test.ts', 'test/promises/paid-order.worker.test.ts'],
  },
  'basis.legal-obligation': { hash: '306a9b243276', provedIn: ['test/promises/declared.test.ts'] },
  'basis.legitimate-interest': { hash: 'b15298546cd2', provedIn: ['test/promises/declared.test.ts'] },
  'basis.consent': {
    hash: 'fbd604fdff13',
    provedIn: [
      'test/consents/consent-acts.worker.test.ts',
      'test/consents/consents.worker.test.ts',
      'test/consents/marketing-wording.test.ts',
      'test/journeys/consent.test.ts',
    ],
  },
  'basis.complaint': { hash: '51b9c410bc8c', provedIn: ['test/requests/deadlines.worker.test.ts'] },
  'share.stripe': {
    hash: '07555f004e8a',
    provedIn: [
      'test/outbound/outbound-calls.worker.test.ts',
      'test/refunds/refunds.worker.test.ts',
      'test/security/canaries.worker.test.ts',
      'test/staff/orders.worker.test.ts',
    ],
  },
  'share.carriers': { hash: 'da11756e9815', provedIn: ['test/carriers/recipients.worker.test.ts'] },
  'share.cloud-hosting': { hash: '0d328c7716d3', provedIn: ['test/promises/declared.test.ts'] },
  'share.email-service': {
    hash: '1e348aeb7179',
    provedIn: [
      'test/outbound/outbound-calls.worker.test.ts',
      'test/promises/paid-order.worker.test.ts',
      'test/security/canaries.worker.test.ts',
    ],
  },
  'share.agreements': { hash: '72845a2ea0a0', keptBy: 'owner' },
  'transfer.global': { hash: 'bff79c0fbde3', provedIn: ['test/promises/declared.test.ts'] },
  'transfer.safeguards': { hash: '684bf023105e', keptBy: 'owner' },
  'transfer.sccs': { hash: 'a536d8b142bd', keptBy: 'owner' },
  'transfer.idtas': { hash: '72a4df23342d', keptBy: 'owner' },
  'transfer.adequacy': { hash: 'dcdce7e789f6', keptBy: 'owner' },
  'storage.luxevault_cart': {
    hash: '3dfa91cab97a',
    provedIn: ['test/journeys/on-this-device.test.ts', 'test/traces/every-page.browser.test.ts'],
  },
  'storage.lg_session': {
    hash: '276eea184138',
    provedIn: ['test/journeys/account.test.ts', 'test/traces/every-page.browser.test.ts'],
  },
  'storage.lg_sid': {
    hash: 'dd73bb108213',
    provedIn: ['test/journeys/page-views.test.ts'],
  },
  'storage.lg_currency': {
    hash: 'fb20c58e36aa',
    provedIn: ['test/journeys/on-this-device.test.ts', 'test/traces/every-page.browser.test.ts'],
  },
  'storage.page-views': {
    hash: '14104e59ce88',
    provedIn: ['test/page-views/freeze.worker.test.ts'],
  },
  'storage.no-cookies': {
    hash: '74106e043443',
    provedIn: ['test/architecture/browser-storage.test.ts', 'test/traces/every-page.browser.test.ts'],
  },
  'storage.no-trackers': {
    hash: '02788283562e',
    provedIn: [
      'test/promises/built-site.worker.test.ts',
      'test/security/measures.worker.test.ts',
      'test/traces/every-page.browser.test.ts',
    ],
  },
  'storage.clear': {
    hash: '9d884d182371',
    provedIn: ['test/journeys/on-this-device.test.ts', 'test/traces/every-page.browser.test.ts'],
  },
  'retention.orders': {
    hash: 'd32fd9e3fef3',
    provedIn: [
      'test/promises/declared.test.ts',
      'test/retention/periods.worker.test.ts',
      'test/retention/rows-that-go.worker.test.ts',
    ],
  },
  'retention.accounts': { hash: '3d1d32d925ff', provedIn: ['test/accounts/idle.worker.test.ts'] },
  'retention.analytics': { hash: '72a6697d621d', provedIn: ['test/page-views/freeze.worker.test.ts'] },
  'retention.marketing-consent': { hash: '970355e532c5', provedIn: ['test/consents/consent-acts.worker.test.ts'] },
  'rights.scope': { hash: '89a5d26c2148', provedIn: ['test/requests/asking.worker.test.ts'] },
  'rights.access': {
    hash: '670c307145be',
    provedIn: ['test/copies/access.worker.test.ts', 'test/copies/delivery.worker.test.ts'],
  },
  'rights.rectification': { hash: '1ea4c14adc5f', provedIn: ['test/rectification/rectification.worker.test.ts'] },
  'rights.erasure': {
    hash: '1452bf9ed1d5',
    provedIn: [
      'test/erasure/erase-person.worker.test.ts',
      'test/erasure/recipients.worker.test.ts',
      'test/trims/trim-orders.worker.test.ts',
    ],
  },
  'rights.portability': { hash: '91cf4fe99212', provedIn: ['test/copies/portability.worker.test.ts'] },
  'rights.object': {
    hash: '26cd644226e4',
    provedIn: ['test/erasure/routes.worker.test.ts', 'test/restriction/restriction.worker.test.ts'],
  },
  'rights.restrict': { hash: 'fa7c23ba89e9', provedIn: ['test/restriction/restriction.worker.test.ts'] },
  'rights.opt-out-of-sale': {
    hash: 'afc15335cdae',
    provedIn: ['test/outbound/outbound-calls.worker.test.ts', 'test/promises/declared.test.ts'],
  },
  'rights.withdraw-consent': {
    hash: '5cdec60f55de',
    provedIn: [
      'test/consents/consent-acts.worker.test.ts',
      'test/consents/consents.worker.test.ts',
      'test/journeys/consent.test.ts',
    ],
  },
  'rights.how': {
    hash: '453187503ec9',
    provedIn: ['test/journeys/asking.test.ts', 'test/requests/asking.worker.test.ts'],
  },
  'rights.deadline': {
    hash: '35055108c78b',
    provedIn: ['test/policy/deadline.test.ts', 'test/requests/deadlines.worker.test.ts'],
  },
  'security.measures': {
    hash: 'e4d0532e281e',
    provedIn: [
      'test/security/canaries.worker.test.ts',
      'test/security/measures.worker.test.ts',
      'test/security/settings.test.ts',
    ],
  },
  'security.tls': {
    hash: 'cca36ad724ac',
    provedIn: ['test/security/measures.worker.test.ts', 'test/security/settings.test.ts'],
  },
  'security.payment': {
    hash: '846946ec5da1',
    provedIn: ['test/promises/built-site.worker.test.ts', 'test/security/canaries.worker.test.ts'],
  },
  'security.passwords': {
    hash: '5d49b5e35345',
    provedIn: [
      'test/accounts/password.test.ts',
      'test/accounts/passwords-kept.worker.test.ts',
      'test/accounts/sign-in.worker.test.ts',
    ],
  },
  'security.access': {
    hash: '8f3c424415e6',
    provedIn: [
      'test/journeys/staff-requests.test.ts',
      'test/journeys/staff-sign-in.test.ts',
      'test/staff/access-log.worker.test.ts',
      'test/staff/orders.worker.test.ts',
      'test/staff/requests.worker.test.ts',
      'test/staff/require-staff.worker.test.ts',
      'test/staff/roles.test.ts',
      'test/staff/verify-token.test.ts',
    ],
  },
  'security.reviews': { hash: 'c1aed36a8781', keptBy: 'owner' },
  'security.breach': {
    hash: 'ad71f41621fe',
    provedIn: [
      'test/breaches/clocks.worker.test.ts',
      'test/breaches/desk.worker.test.ts',
      'test/breaches/notices.worker.test.ts',
      'test/journeys/breach.test.ts',
      'test/policy/breach-clock.test.ts',
    ],
  },
  'children.audience': { hash: 'dcedeec665ad', provedIn: ['test/promises/built-site.worker.test.ts'] },
  'children.no-data': { hash: '569566b9d933', provedIn: ['test/promises/built-site.worker.test.ts'] },
  'children.deletion': { hash: '69def611ec3e', provedIn: ['test/restriction/restriction.worker.test.ts'] },
  'contact.email': {
    hash: '43683c34a6c8',
    provedIn: ['test/policy/privacy-page.worker.test.ts', 'test/promises/built-site.worker.test.ts'],
  },
  'contact.whatsapp': {
    hash: '6385e9399030',
    provedIn: ['test/policy/privacy-page.worker.test.ts', 'test/promises/built-site.worker.test.ts'],
  },
  'contact.deadline': {
    hash: 'bc0c8e178af1',
    provedIn: ['test/policy/deadline.test.ts', 'test/requests/deadlines.worker.test.ts'],
  },
  'contact.complaint': { hash: '73fbc3e97582', provedIn: ['test/requests/deadlines.worker.test.ts'] },
};
