import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailKind, writeLetter } from '../../functions/mail/letters.ts';
import { withdrawalForm } from '../../src/orders/withdrawal-form.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { now } from '../mail/preview-orders.ts';
import { mailboxOf, previews, writePreviews } from '../mail/previews.ts';
import { findPressure } from './find-pressure.ts';

let opened: OpenShop;

beforeAll(async () => {
  opened = await openShop();
  await writePreviews(opened.database);
});
afterAll(() => opened.close());

test.each(Object.keys(previews) as MailKind[])(
  'the letter %s hurries nobody, and sends nobody to the closed platform',
  async (kind) => {
    for (const preview of previews[kind]) {
      const row = {
        id: 'row',
        kind,
        email: mailboxOf(preview),
        subject_id: preview.subjectId,
        attempts: 1,
        language: 'en' as const,
      };
      const letter = await writeLetter(opened.at(now), row);
      const words = JSON.stringify(letter);
      expect(words.length).toBeGreaterThan(100);
      expect(findPressure(words)).toEqual([]);
      expect(words).not.toMatch(/consumers\/odr/i);
    }
  },
);

test('the confirmation of an order keeps what the law wants kept', async () => {
  const row = {
    id: 'row',
    kind: 'order-confirmation',
    subject_id: 'LG-0000-0001',
    attempts: 1,
    language: 'en',
  } as const;
  const letter = await writeLetter(opened.at(now), { ...row, email: 'maximiliane@example.com' });
  for (const sentence of [
    'within 14 days of receiving your pieces, without giving a reason',
    'the least expensive delivery that we offered',
    "The law's guarantee of conformity applies to every piece",
    'Total, tax included',
    ...withdrawalForm(`${contacts.controller}, ${contacts.privacyEmail}`),
  ]) {
    expect(letter?.text).toContain(sentence);
  }
  expect(letter?.text).toContain(paths.withdrawal());
});
