import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asking, askForConsent } from '../../functions/consents/ask-for-consent.ts';
import { confirmWish, confirmWishByCode, viewWish } from '../../functions/consents/confirm-wish.ts';
import { confirmWishLetter } from '../../functions/consents/letters.ts';
import { withdrawConsentAct } from '../../functions/consents/withdraw-consent-act.ts';
import { hasStandingConsent, withdrawConsents } from '../../functions/consents/withdraw-consents.ts';
import { codeOfLink, prepareLink, takeLink, tokenOfLink } from '../../functions/links/one-time-link.ts';
import type { PrivacyRequest } from '../../functions/requests/queries.ts';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { signLink } from '../../functions/signed-link.ts';
import { subjectHash } from '../../functions/subject-hash.ts';
import { marketingWording } from '../../src/policy/marketing-wording.ts';
import { retention } from '../../src/policy/retention.ts';
import { emptyDatabase } from '../retention/database.ts';
import { rowOf } from '../retention/rows.ts';
import { type ConsentShop, consentsOf, countOf, openConsentShop } from './consent-shop.ts';

const now = Date.UTC(2026, 10, 24, 9, 30);
const day = 24 * 60 * 60_000;
const email = 'ada@example.com';
const neighbour = 'grace@example.com';

let shop: ConsentShop;
beforeAll(async () => {
  shop = await openConsentShop();
});
afterAll(() => shop.close());
beforeEach(() => emptyDatabase(shop.database));

async function ask(address = email, at = now): Promise<Asking> {
  const given = shop.at(at);
  const wordingVersion = marketingWording.version;
  const asking = await askForConsent(given, { email: address, page: '/bag/', wordingVersion, askedAt: at });
  if (asking.statements.length > 0) await given.database.batch([...asking.statements]);
  return asking;
}

/** The link of the letter that this asking has put into the outbox. */
function linkIdOf({ mailIds }: Asking): string {
  return mailIds[0]?.replace('confirm-wish:', '') ?? '';
}

async function tokenOf(asking: Asking): Promise<string> {
  return tokenOfLink(shop.at(now), linkIdOf(asking));
}

async function agree(address = email, at = now): Promise<void> {
  expect(await confirmWish(shop.at(at), await tokenOf(await ask(address, at)))).toMatchObject({ state: 'confirmed' });
}

describe('asking', () => {
  test('keeps one wish and writes one letter, however often the box is ticked within the day', async () => {
    expect((await ask(' Ada@Example.com ')).state).toBe('asked');
    expect((await ask()).state).toBe('asked-before');
    expect((await ask(email, now + day - 1)).state).toBe('asked-before');
    expect([
      await countOf(shop.database, 'marketing_wishes', email),
      await countOf(shop.database, 'mail_outbox', email),
    ]).toEqual([1, 1]);
    expect((await ask(email, now + day)).state).toBe('asked');
  });

  test('keeps nothing and writes nothing where a consent stands, and asks again once it was taken back', async () => {
    await agree();
    expect(await ask(email, now + 1)).toEqual({ state: 'consented', statements: [], mailIds: [] });
    await withdrawConsents(shop.at(now + 2), email, 'a test');
    expect((await ask(email, now + 3)).state).toBe('asked');
  });

  test('keeps nothing and writes nothing about a person whose data is only stored', async () => {
    await shop.database.batch(rowOf['restrictions']?.(shop.database, 'a restriction', now) ?? []);
    await shop.database.prepare('UPDATE restrictions SET lifted_at = NULL').run();
    expect(await ask()).toEqual({ state: 'not-to-be-asked', statements: [], mailIds: [] });
    expect((await ask(neighbour)).state).toBe('asked');
    await shop.database.prepare('UPDATE restrictions SET lifted_at = 1').run();
    expect((await ask()).state).toBe('asked');
  });

  test('keeps nothing and writes nothing about a person whose data was erased lately', async () => {
    const hash = await subjectHash(shop.at(now).config.privacySecret, email);
    await shop.database.batch(rowOf['tombstones']?.(shop.database, hash, now) ?? []);
    expect(await ask()).toEqual({ state: 'not-to-be-asked', statements: [], mailIds: [] });
  });

  test('is not sent when the person was restricted, or took it back, before the letter left', async () => {
    const asking = await ask();
    const row = {
      id: '',
      kind: 'confirm-wish',
      email,
      subject_id: linkIdOf(asking),
      attempts: 1,
      language: 'en',
    } as const;
    expect(await confirmWishLetter(shop.at(now), row)).toMatchObject({ subject: 'Do you want to hear from us?' });
    expect(await confirmWishLetter(shop.at(now), row)).not.toHaveProperty('unsubscribeAddress');
    await withdrawConsents(shop.at(now), email, 'a test');
    expect(await confirmWishLetter(shop.at(now), row)).toBeUndefined();
  });
});

describe('[basis.consent] confirming', () => {
  test('makes a consent of the wish, with its proof, and leaves no wish', async () => {
    await ask(neighbour);
    const token = await tokenOf(await ask());
    expect(await hasStandingConsent(shop.at(now).database, email)).toBe(false);
    expect(await viewWish(shop.at(now), token)).toMatchObject({ state: 'asked', wording: marketingWording.text });
    expect(await confirmWish(shop.at(now + 5), token)).toMatchObject({
      state: 'confirmed',
      consent: { state: 'standing', wording: marketingWording.text, wordingVersion: 1, where: 'your bag' },
    });
    expect(await consentsOf(shop.database, email)).toMatchObject([
      { email, asked_at: now, confirmed_at: now + 5, withdrawn_at: null, withdrawn_on: '' },
    ]);
    expect(await countOf(shop.database, 'marketing_wishes', email)).toBe(0);
    expect(await hasStandingConsent(shop.at(now).database, ' ADA@example.com')).toBe(true);
    expect(await consentsOf(shop.database, neighbour)).toEqual([]);
    expect(await countOf(shop.database, 'marketing_wishes', neighbour)).toBe(1);
  });

  test('a link followed twice, or by two at once, says that it is confirmed already', async () => {
    const token = await tokenOf(await ask());
    const both = await Promise.all([confirmWish(shop.at(now), token), confirmWish(shop.at(now), token)]);
    expect(both.map((answer) => 'state' in answer && answer.state).sort()).toEqual(['confirmed', 'confirmed-before']);
    expect(await confirmWish(shop.at(now + 1), token)).toMatchObject({ state: 'confirmed-before' });
    expect(await viewWish(shop.at(now + 1), token)).toMatchObject({ state: 'confirmed-before' });
    expect(await consentsOf(shop.database, email)).toHaveLength(1);
  });

  test('a process that died after using up the link is made good by the next press', async () => {
    const token = await tokenOf(await ask());
    expect(await takeLink(shop.at(now), 'confirm-wish', token)).toBeDefined();
    expect(await consentsOf(shop.database, email)).toEqual([]);
    expect(await confirmWish(shop.at(now + 1), token)).toMatchObject({ state: 'confirmed' });
  });

  test('the link ends with its day, to the millisecond, used or not', async () => {
    const token = await tokenOf(await ask());
    for (const answer of [await viewWish(shop.at(now + day), token), await confirmWish(shop.at(now + day), token)]) {
      expect(answer).toMatchObject({ code: 'link-ended', status: 410 });
    }
    expect(await consentsOf(shop.database, email)).toEqual([]);
    expect(await confirmWish(shop.at(now + day - 1), token)).toMatchObject({ state: 'confirmed' });
    expect(await confirmWish(shop.at(now + day), token)).toMatchObject({ code: 'link-ended' });
  });

  test('a forged link, one for something else and one of another signature confirm nothing', async () => {
    const asking = await ask();
    const token = await tokenOf(asking);
    const other = prepareLink(shop.at(now), 'verify-account', email, linkIdOf(asking));
    await shop.at(now).database.batch([other.statement]);
    const { privacySecret } = shop.at(now).config;
    const wrong = [
      '',
      `${token.slice(0, -4)}AAAA`,
      await tokenOfLink(shop.at(now), other.id),
      await signLink(privacySecret, 'preferences', linkIdOf(asking)),
      await signLink('another secret of thirty-two signs', 'one-time-link', linkIdOf(asking)),
    ];
    for (const link of wrong) {
      expect(await confirmWish(shop.at(now), link), link).toMatchObject({ code: 'link-ended' });
      expect(await viewWish(shop.at(now), link), link).toMatchObject({ code: 'link-ended' });
    }
    expect(await consentsOf(shop.database, email)).toEqual([]);
  });

  test('by its code, in any spelling, with the address that got it and no other', async () => {
    const code = await codeOfLink(shop.at(now), linkIdOf(await ask()));
    await ask(neighbour);
    expect(await confirmWishByCode(shop.at(now), neighbour, code)).toMatchObject({ code: 'not-found' });
    expect(await confirmWishByCode(shop.at(now), 'nobody@example.com', code)).toMatchObject({ code: 'not-found' });
    expect(
      await confirmWishByCode(shop.at(now), ' ADA@example.com', code.toLowerCase().replace('-', ' ')),
    ).toMatchObject({
      state: 'confirmed',
    });
  });

  test('five wrong codes, sent at once too, end the code and not the link', async () => {
    const asking = await ask();
    const code = await codeOfLink(shop.at(now), linkIdOf(asking));
    const wrong = await Promise.all(
      Array.from({ length: 8 }, () => confirmWishByCode(shop.at(now), email, '0000-0000')),
    );
    expect(wrong.every((answer) => 'code' in answer)).toBe(true);
    expect(await confirmWishByCode(shop.at(now), email, code)).toEqual(wrong[0]);
    expect(await confirmWish(shop.at(now), await tokenOf(asking))).toMatchObject({ state: 'confirmed' });
  });

  test('of a person whose data is meanwhile only stored makes no consent, and says so', async () => {
    const token = await tokenOf(await ask());
    await shop.database.batch(rowOf['restrictions']?.(shop.database, 'a restriction', now) ?? []);
    await shop.database.prepare('UPDATE restrictions SET lifted_at = NULL').run();
    expect(await confirmWish(shop.at(now), token)).toMatchObject({ code: 'conflict' });
    expect(await consentsOf(shop.database, email)).toEqual([]);
  });
});

describe('[rights.withdraw-consent] withdrawing', () => {
  test('ends what stands and forgets what was only asked, once, and of nobody else', async () => {
    await agree();
    await agree(neighbour);
    expect(await withdrawConsents(shop.at(now + 7), ' Ada@example.com', '/preferences/')).toBe(1);
    expect(await withdrawConsents(shop.at(now + 9), email, 'somewhere else')).toBe(0);
    expect(await consentsOf(shop.database, email)).toMatchObject([
      { withdrawn_at: now + 7, withdrawn_on: '/preferences/' },
    ]);
    expect(await hasStandingConsent(shop.at(now).database, email)).toBe(false);
    expect(await hasStandingConsent(shop.at(now).database, neighbour)).toBe(true);
  });

  test('a wish that was not confirmed goes with it, and its link has ended', async () => {
    const token = await tokenOf(await ask());
    expect(await withdrawConsents(shop.at(now), email, 'a test')).toBe(0);
    expect(await countOf(shop.database, 'marketing_wishes', email)).toBe(0);
    expect(await confirmWish(shop.at(now), token)).toMatchObject({ code: 'link-ended' });
  });

  test('whoever agrees again afterwards has two proofs, of which one stands', async () => {
    await agree();
    await withdrawConsents(shop.at(now + 1), email, 'a test');
    await agree(email, now + 2 * day);
    expect((await consentsOf(shop.database, email)).map(({ withdrawn_at }) => withdrawn_at)).toEqual([now + 1, null]);
  });

  test('by a request is carried out at once, entered in the register once, and says the same when called again', async () => {
    const request = await requestOf(email);
    await agree();
    const first = await withdrawConsentAct(shop.at(now + 3), request);
    expect(first).toMatchObject({ state: 'done', words: expect.stringMatching(/^You have taken back/) });
    expect(await withdrawConsentAct(shop.at(now + 4), request)).toEqual(first);
    expect(await consentsOf(shop.database, email)).toMatchObject([
      { withdrawn_at: now + 3, withdrawn_on: request.number },
    ]);
    const { results } = await shop.database.prepare('SELECT request_number, step FROM rights_register').all();
    expect(results).toEqual([{ request_number: request.number, step: 'consent-withdrawn' }]);
  });

  test('by a request of somebody who never agreed says that there is nothing', async () => {
    await ask();
    const outcome = await withdrawConsentAct(shop.at(now), await requestOf(email));
    expect(outcome).toMatchObject({ state: 'done', words: expect.stringMatching(/^There is nothing of yours/) });
    expect(await countOf(shop.database, 'marketing_wishes', email)).toBe(0);
    expect((await shop.database.prepare('SELECT step FROM rights_register').all()).results).toEqual([]);
  });
});

test('[retention.marketing-consent] the proof stands while the consent does, and a year after it was taken back', async () => {
  await agree();
  await agree(neighbour);
  const withdrawnAt = Date.UTC(2028, 1, 29, 12);
  await withdrawConsents(shop.at(withdrawnAt), email, 'a test');
  const end = Date.UTC(2029, 2, 1);
  await sweepAt('marketing-consent', end - 1);
  expect(await consentsOf(shop.database, email)).toHaveLength(1);
  await sweepAt('marketing-consent', end);
  expect(await consentsOf(shop.database, email)).toEqual([]);
  expect(await consentsOf(shop.database, neighbour)).toHaveLength(1);
});

test('a wish that nobody confirmed is gone after 30 days', async () => {
  await ask();
  await sweepAt('unconfirmed-consent', now + 30 * day - 1);
  expect(await countOf(shop.database, 'marketing_wishes', email)).toBe(1);
  await sweepAt('unconfirmed-consent', now + 30 * day);
  expect(await countOf(shop.database, 'marketing_wishes', email)).toBe(0);
});

/** As if the job had run an hour before, as it does. */
async function sweepAt(rule: 'marketing-consent' | 'unconfirmed-consent', at: number): Promise<void> {
  await shop.database.prepare('DELETE FROM retention_runs').run();
  await shop.database.batch(rowOf['retention_runs']?.(shop.database, 'an hour before', at - 3_600_000) ?? []);
  await deleteDue(shop.at(at).database, at, { [rule]: retention[rule] });
}

async function requestOf(person: string): Promise<PrivacyRequest> {
  return {
    number: 'PR-7K4M-92QX',
    kind: 'withdraw-consent',
    state: 'working',
    email: person,
    subject_hash: await subjectHash(shop.at(now).config.privacySecret, person),
    asker: 'person',
    asker_email: '',
    verified_by: 'mailbox',
    order_number: '',
    words: '',
    received_at: now,
    confirmed_at: now,
    target_at: now,
    due_at: now,
    extended_to: null,
    extension_reason: '',
    extended_at: null,
    warned_at: null,
    overdue_at: null,
    decided_at: null,
    decision: '',
    closed_at: null,
    language: 'en',
  };
}
