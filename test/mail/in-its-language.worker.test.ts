import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MailKind, writeLetter } from '../../functions/mail/letters.ts';
import { insertMailStatement } from '../../functions/mail/queries.ts';
import { inLanguage } from '../../functions/words/in-language.ts';
import type { CheckoutStarted } from '../../src/api/answers.ts';
import type { OrderEntered } from '../../src/api/entered-order-answers.ts';
import { languages, languageTags, pathIn } from '../../src/languages.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { act, goodPassword } from '../accounts/person.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { delivered, payOnStripe, post, wishFor } from '../local/shopper.ts';
import { about, askAs } from '../staff/ask-desk.ts';
import { allLettersTo, newestLetterTo } from './letters.ts';
import { now } from './preview-orders.ts';
import { mailboxOf, previews, writePreviews } from './previews.ts';

const care = 'client-care@shop.example';
const sku = 'AUR-YG-52';

describe('somebody is written to in the language that they asked in', () => {
  let shop: LocalShop;
  beforeAll(async () => {
    shop = await launchShop();
    await shop.database.prepare('UPDATE stock SET on_hand = 9 WHERE sku = ?1').bind(sku).run();
  });
  afterAll(() => shop.close());

  test('though Stripe tells of the payment, and the desk pays it back', async () => {
    const email = 'lectrice@example.com';
    const { status, body } = await post<CheckoutStarted>(shop, pathIn('fr', apiPaths.checkout), wishFor(sku));
    expect(status).toBe(201);
    await payOnStripe(body.url, { email });
    await delivered(shop);
    const number = body.link.split('.')[0] ?? '';
    const confirmation = await newestLetterTo(shop, email);
    expect(confirmation).toMatchObject({ subject: `Votre commande ${number}` });
    expect(confirmation.html).toContain('<html lang="fr">');
    expect(confirmation.text).toContain(`/fr${paths.order()}#`);
    expect(confirmation.text).toMatch(/4\s850\s€/);

    const refund = { attempt: crypto.randomUUID(), reason: 'goodwill', what: { kind: 'amount', amountMinor: 1000 } };
    expect(await askAs(shop, care, 'POST', about(apiPaths.staffOrderRefunds, number), refund)).toMatchObject({
      status: 200,
      body: { said: '€10 was paid back.' },
    });
    const letters = await allLettersTo(shop, email);
    expect(letters.map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(new RegExp(`^Remboursement de 10\\s€\\s: ${number}$`)),
    );
  });

  test('an account that is asked for on the German page is confirmed in German', async () => {
    const email = 'leserin@example.com';
    const body = { username: 'Ada', email, password: goodPassword, isOldEnough: true };
    expect((await act(shop, pathIn('de', apiPaths.accountRegister), { body })).status).toBe(202);
    const letter = await newestLetterTo(shop, email);
    expect(letter).toMatchObject({ subject: 'Bestätigen Sie Ihr Konto' });
    expect(letter.text).toContain(`/de${paths.accountVerify('')}`);
  });

  test('whoever orders by telephone is, in that which the desk names', async () => {
    const email = 'par-telephone@example.com';
    const { attempt, lines, currency, country, delivery, giftWrap, giftMessage } = wishFor(sku);
    const wish = { attempt, lines, currency, country, delivery, giftWrap, giftMessage, source: 'telephone', email };
    const entered = await askAs<OrderEntered>(shop, care, 'POST', apiPaths.staffEnteredOrders, {
      ...wish,
      language: 'fr',
    });
    expect(entered.status).toBe(201);
    const { number, url } = entered.body;
    expect(await newestLetterTo(shop, email)).toMatchObject({
      subject: `Votre commande ${number}\u{a0}: le lien pour payer`,
    });
    await payOnStripe(url, { email });
    await delivered(shop);
    expect(await newestLetterTo(shop, email)).toMatchObject({ subject: `Votre commande ${number}` });
  });
});

describe('a letter', () => {
  let opened: OpenShop;
  beforeAll(async () => {
    opened = await openShop();
    await writePreviews(opened.database);
    await opened.database.batch([
      opened.database.prepare(`UPDATE orders SET language = 'it'`),
      opened.database.prepare(`UPDATE accounts SET language = 'it'`),
      opened.database.prepare(`UPDATE privacy_requests SET language = 'it'`),
    ]);
  });
  afterAll(() => opened.close());

  const languageWritten = async (kind: MailKind, subjectId: string) => {
    await insertMailStatement(opened.database, kind, 'x@example.com', subjectId, now).run();
    return opened.database
      .prepare('SELECT language FROM mail_outbox WHERE id = ?1')
      .bind(`${kind}:${subjectId}`)
      .first<string>('language');
  };

  test.each<[MailKind, string]>([
    ['order-released', 'LG-0000-0001'],
    ['order-shipped', 'sent'],
    ['withdrawal-received', 'LG-0000-0001.1'],
    ['withdrawal-label', 'LG-0000-0001.1:1'],
    ['account-idle', `account.${now}`],
    ['request-extended', 'PR-0000-0001'],
    ['request-answered', 'message'],
    ['restriction-ends', 'restriction'],
  ])('%s that nobody asks for is in the language of what it is about', async (kind, subjectId) => {
    expect(await languageWritten(kind, subjectId)).toBe('it');
  });

  test('that somebody asks for is in theirs', async () => {
    expect(await inLanguage('ja', () => languageWritten('order-delivered', 'LG-0000-0001'))).toBe('ja');
    expect(await inLanguage('en', () => languageWritten('order-cancelled', 'LG-0000-0001'))).toBe('en');
  });

  test('to the house is in English, whoever is the cause of it', async () => {
    expect(await inLanguage('fr', () => languageWritten('withdrawal-warning', 'LG-0000-0001.1:soon'))).toBe('en');
    expect(await languageWritten('request-warning', 'PR-0000-0001:due:2026-12-01')).toBe('en');
  });

  test('about what is gone is in English', async () => {
    expect(await languageWritten('order-delivered', 'LG-9999-9999')).toBe('en');
  });

  test.each(languages)('of each kind can be written in %s, with every value in its place', async (language) => {
    for (const kind of Object.keys(previews) as MailKind[]) {
      for (const preview of previews[kind]) {
        const row = {
          id: 'row',
          kind,
          email: mailboxOf(preview),
          subject_id: preview.subjectId,
          attempts: 1,
          language,
        };
        const letter = await inLanguage(language, () => writeLetter(opened.at(now), row));
        expect({ kind, html: letter?.html }).toEqual({
          kind,
          html: expect.stringContaining(`<html lang="${languageTags[language]}">`),
        });
        expect({ kind, said: `${letter?.subject} ${letter?.text}` }).toEqual({
          kind,
          said: expect.not.stringMatching(/\{\d\}|undefined/),
        });
      }
    }
  });
});
