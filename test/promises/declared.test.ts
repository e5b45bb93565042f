import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { servedCountries } from '../../src/catalog/delivery.ts';
import { analyticsMap } from '../../src/policy/analytics-map.ts';
import { categories } from '../../src/policy/categories.ts';
import { dataMap } from '../../src/policy/data-map.ts';
import { statements } from '../../src/policy/document.ts';
import { durationInWords } from '../../src/policy/duration.ts';
import { outboundCalls } from '../../src/policy/outbound-calls.ts';
import { legalBases, type Purpose, type PurposeId, purposes } from '../../src/policy/purposes.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { retention } from '../../src/policy/retention.ts';
import type { FreeTable, TableDeclaration } from '../../src/policy/tables/declaration.ts';

/** What the sentences say, against what the declarations that the program walks have declared. */

const purposeOf: Readonly<Record<PurposeId, Purpose>> = purposes;
const declared: Readonly<Record<string, TableDeclaration | FreeTable>> = dataMap;
const tables = Object.entries(declared).flatMap(([name, table]) =>
  'columns' in table && 'purposes' in table ? [{ name, ...table }] : [],
);

function sentence(id: string): string {
  const found = statements().find((statement) => statement.id === id);
  if (!found) throw new Error(`The policy has no sentence ${id}`);
  return found.text;
}

function purposesOn(basis: Purpose['legalBasis'], stands: Purpose['stands'] = 'policy'): readonly string[] {
  return Object.entries(purposeOf).flatMap(([id, purpose]) =>
    purpose.legalBasis === basis && purpose.stands === stands ? [id] : [],
  );
}

test('[basis.scope] every table with personal data has a purpose, and each purpose one of the four lawful bases', () => {
  expect(tables.length).toBeGreaterThan(5);
  for (const { name, purposes: serves } of tables) {
    expect(serves.length, `${name} serves no purpose`).toBeGreaterThan(0);
    for (const purpose of serves) expect(Object.keys(legalBases), name).toContain(purposeOf[purpose].legalBasis);
  }
  const articles = statements().filter(({ id }) =>
    /^basis\.(contract|legal-obligation|legitimate-interest|consent)$/.test(id),
  );
  expect(articles).toHaveLength(Object.keys(legalBases).length);
  for (const { article } of Object.values(legalBases)) {
    expect(
      articles.filter(({ text }) => text.includes(article)),
      article,
    ).toHaveLength(1);
  }
});

test('[basis.scope] nothing of a person is kept for a purpose that has no use for it', () => {
  for (const { name, purposes: serves, columns } of tables) {
    const useful = new Set(serves.flatMap((purpose) => purposeOf[purpose].categories));
    for (const [column, category] of Object.entries(columns)) {
      if (category === 'none') continue;
      expect([...useful], `${name}.${column} for ${serves.join(', ')}`).toContain(category);
    }
  }
});

test('[basis.contract] rests on it: the order and the messages about it, and nothing else', () => {
  expect(purposesOn('contract')).toEqual(['fulfil-order', 'send-updates']);
});

test('[basis.legal-obligation] [use.legal-compliance] rests on it: the order’s records alone, kept for seven years', () => {
  expect(purposesOn('legal-obligation')).toEqual(['legal-compliance']);
  expect(purposes['legal-compliance'].categories).toEqual(['transaction-records', 'payment-status']);
  const kept = tables.filter((table) => table.purposes.includes('legal-compliance'));
  expect(kept.map(({ name }) => name)).toEqual([
    'orders',
    'order_lines',
    'order_history',
    'parcels',
    'parcel_lines',
    'refunds',
    'withdrawals',
    'withdrawal_lines',
    'order_corrections',
    'locked_parties',
  ]);
  for (const { name, erase, retention: rule } of kept) {
    expect([name, erase]).toEqual([name, 'keep-what-tax-law-needs']);
    expect([name, rule]).toEqual([name, name === 'orders' ? 'orders' : 'with-parent']);
  }
  expect(declared['orders']).toMatchObject({ retention: 'orders' });
  expect(retention.orders.keep).toEqual({ years: 7 });
});

test('[basis.scope] beyond the policy’s own purposes there are the law’s two, and two that a person asks for: all stand in the annex', () => {
  expect(Object.keys(purposeOf).filter((id) => !purposesOnAnyBasis('policy').includes(id))).toEqual([
    'answer-requests',
    'tell-of-stock',
    'keep-pieces',
    'tell-of-breaches',
  ]);
  expect(purposesOn('legal-obligation', 'annex')).toEqual(['answer-requests', 'tell-of-breaches']);
  expect(purposesOn('contract', 'annex')).toEqual(['tell-of-stock', 'keep-pieces']);
  expect(purposesOn('legitimate-interest', 'annex')).toEqual([]);
  expect(purposesOn('consent', 'annex')).toEqual([]);
});

function purposesOnAnyBasis(stands: Purpose['stands']): readonly string[] {
  return Object.entries(purposeOf).flatMap(([id, purpose]) => (purpose.stands === stands ? [id] : []));
}

test('[basis.legitimate-interest] rests on it: fraud prevention and site analytics, and nothing else', () => {
  expect(purposesOn('legitimate-interest')).toEqual(['prevent-fraud', 'improve-website']);
});

test('[use.prevent-fraud] an IP address and its country serve the prevention of fraud alone, for 30 days, and go to nobody', () => {
  const holding = tables.filter(({ columns }) => Object.values(columns).includes('ip-address'));
  expect(holding.map(({ name, purposes: serves }) => [name, serves])).toEqual([
    ['checkout_addresses', ['prevent-fraud']],
  ]);
  for (const table of ['checkout_addresses', 'fraud_flags'] as const) {
    const rule = retention[dataMap[table].retention];
    expect([rule.deletes.table, rule.keep]).toEqual([table, { days: 30 }]);
    expect(dataMap[table].erase).toBe('delete');
  }
  const users = Object.entries(purposeOf).filter(([, { categories: used }]) => used.includes('ip-address'));
  expect(users.map(([id]) => id)).toEqual(['prevent-fraud']);
  const inAnalytics = Object.values(analyticsMap).flatMap((table) =>
    'purposes' in table ? Object.values(table.columns) : [],
  );
  expect(inAnalytics.filter((category: string) => category === 'ip-address')).toEqual([]);
  const sent = outboundCalls.flatMap(({ sends, headers = {} }) => Object.values({ ...sends, ...headers }));
  expect(sent.filter((category) => category === 'ip-address' || category === 'fraud-flags')).toEqual([]);
});

test('[use.marketing] rests on consent, and uses the address and the proof of the wish alone', () => {
  expect(purposesOn('consent')).toEqual(['marketing']);
  expect(tables.filter((table) => table.purposes.includes('marketing')).map(({ name }) => name)).toEqual([
    'checkouts',
    'marketing_wishes',
    'marketing_consents',
  ]);
  // The host serves marketing too, and is asked for keys: nothing of a person goes with the question.
  const forMarketing = outboundCalls.filter(({ recipient }) =>
    (recipients[recipient].serves as readonly PurposeId[]).includes('marketing'),
  );
  expect(
    forMarketing.filter(({ sends, headers = {} }) =>
      Object.values({ ...sends, ...headers }).some((category) => category !== 'none'),
    ),
  ).toEqual([]);
});

test('[use.no-sale] [rights.opt-out-of-sale] nobody but the four recipients gets anything, each for a purpose of the policy', () => {
  expect(Object.keys(recipients)).toEqual(['stripe', 'carriers', 'cloud-hosting', 'email-service']);
  for (const [id, recipient] of Object.entries(recipients)) {
    const [name, purpose, location] = sentence(`share.${id}`).split(' | ');
    expect(recipient, id).toMatchObject({ name, purpose, location });
    for (const served of recipient.serves) {
      if (purposeOf[served].stands === 'policy') expect(sentence(`use.${served}`)).toContain(purposeOf[served].name);
    }
  }
  for (const { recipient, operation } of outboundCalls) expect(recipients, operation).toHaveProperty(recipient);
});

test.each(['orders', 'accounts', 'analytics', 'marketing-consent'] as const)(
  '[retention.%s] the span that the job takes is the span that the sentence says',
  (id) => {
    expect(sentence(`retention.${id}`)).toMatch(new RegExp(`\\b${durationInWords(retention[id].keep)}\\b`));
  },
);

/** Which of the words of section 2.1 each column of an order stands for. */
const wordsOfColumn: Readonly<Record<string, string>> = {
  name: 'name',
  email: 'email address',
  phone: 'phone number',
  address_line1: 'shipping address',
  address_line2: 'shipping address',
  city: 'shipping address',
  region: 'shipping address',
  postcode: 'postcode',
  country: 'country',
};

test('[collect.order-information] is what the tables declare as such, column by column, and nothing else', () => {
  const words = sentence('collect.order-information').replace('Order information: ', '').split(', ');
  expect(categories['order-information'].holds.split(', ')).toEqual(words);
  const columns = tables.flatMap((table) =>
    Object.entries(table.columns).flatMap(([column, category]) => (category === 'order-information' ? [column] : [])),
  );
  expect(columns.filter((column) => !words.includes(wordsOfColumn[column] ?? ''))).toEqual([]);
  expect(new Set(columns.map((column) => wordsOfColumn[column]))).toEqual(new Set(words));
});

test('[share.cloud-hosting] the Worker has no binding but the declared ones of the host and the e-mail service', () => {
  const settings = readFileSync('wrangler.toml', 'utf8');
  const bindings = [
    ...settings.matchAll(
      /^(?:binding = "(\w+)"|\[\[(?:env\.production\.)?(?:send_email|ratelimits)\]\]\nname = "(\w+)")/gm,
    ),
  ].map(([, binding, named]) => `binding:${binding ?? named}`);
  const reachable = [...recipients['cloud-hosting'].reachedBy, ...recipients['email-service'].reachedBy];
  expect(new Set(bindings)).toEqual(new Set(reachable.filter((place) => place.startsWith('binding:'))));
});

test('[transfer.global] the house delivers from Europe and America to the Gulf, Asia and Oceania', () => {
  const oneOfEach = ['FR', 'US', 'AE', 'JP', 'AU'];
  expect(oneOfEach.filter((country) => !servedCountries.includes(country))).toEqual([]);
  expect(servedCountries.length).toBeGreaterThan(30);
});
