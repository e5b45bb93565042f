import { expect } from 'vitest';
import type { LocalShop } from '../local/launch-shop.ts';

/** What lies in somebody's mailbox. */

/** Oldest first. */
export function lettersTo(shop: LocalShop, email: string) {
  return shop.mailbox
    .messages()
    .map(({ message }) => message)
    .filter(({ to }) => to.includes(email));
}

/** Waits until nothing is left in the outbox, and answers this mailbox's letters, oldest first. */
export async function allLettersTo(shop: LocalShop, email: string) {
  await expect
    .poll(
      async () => {
        await shop.runSchedule('* * * * *', new Date());
        return shop.database
          .prepare(`SELECT count(*) AS waiting FROM mail_outbox WHERE state = 'waiting'`)
          .first<number>('waiting');
      },
      { timeout: 45_000 },
    )
    .toBe(0);
  return lettersTo(shop, email);
}

export async function newestLetterTo(shop: LocalShop, email: string) {
  const letter = (await allLettersTo(shop, email)).at(-1);
  if (!letter) throw new Error('No letter came');
  return letter;
}

export async function newestTextTo(shop: LocalShop, email: string): Promise<string> {
  return (await newestLetterTo(shop, email)).text ?? '';
}
