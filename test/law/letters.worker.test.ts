import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailKind, writeLetter } from '../../functions/mail/letters.ts';
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
      const row = { id: 'row', kind, email: mailboxOf(preview), subject_id: preview.subjectId, attempts: 1 };
      const letter = await writeLetter(opened.at(now), row);
      const words = JSON.stringify(letter);
      expect(words.length).toBeGreaterThan(100);
      expect(findPressure(words)).toEqual([]);
      expect(words).not.toMatch(/consumers\/odr/i);
    }
  },
);
