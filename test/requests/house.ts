import { randomBytes } from 'node:crypto';

import type { MailKind } from '../../functions/mail/letters.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { enterRequest } from '../../functions/requests/enter-request.ts';
import type { PrivacyRequest } from '../../functions/requests/queries.ts';
import type { Shop } from '../../functions/shop.ts';
import { launchStorage } from '../local/launch-storage.ts';
import type { Database } from '../local/reach-database.ts';

/** The acts of the house by themselves, at any time: the real database and bucket in workerd, and a mailbox that is a list. */
export interface House {
  readonly database: Database;
  readonly letters: SentLetter[];
  /** The shop as an act is given it, at that time. */
  at(time: string | number): Shop;
  close(): Promise<void>;
}

export interface SentLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly reference: string;
}

export async function openHouse(): Promise<House> {
  const { database, ledger, close } = await launchStorage();
  const letters: SentLetter[] = [];
  const privacySecret = randomBytes(32).toString('hex');
  const known = {
    config: { privacySecret, siteOrigin: 'https://shop.example' },
    database,
    ledger,
    mailQueue: { send: async () => undefined, sendBatch: async () => undefined },
    email: {
      send: async (email: SentLetter) => {
        letters.push(email);
        return { kind: 'accepted', messageId: 'none' };
      },
    },
  };
  return {
    database,
    letters,
    // What these acts don't use is not there; one that reaches for it fails its test.
    at: (time) => ({ ...known, now: new Date(time).getTime() }) as unknown as Shop,
    close,
  };
}

/** A request that one of the house has verified; answers its number. */
export async function received(shop: Shop, kind: PrivacyRequest['kind'], email: string): Promise<string> {
  const entered = {
    kind,
    email,
    receivedAt: shop.now,
    orderNumber: '',
    words: '',
    verifiedBy: 'staff',
    language: 'en',
  } as const;
  const outcome = await enterRequest(shop, entered, 'staff@shop.example');
  if (!('number' in outcome)) throw new Error('The request was not received');
  return outcome.number;
}

/** Sends what lies in the outbox, and answers what was sent of that kind in all. */
export async function lettersOf(house: House, shop: Shop, kind: MailKind): Promise<SentLetter[]> {
  await sweepMail(shop);
  return house.letters.filter(({ reference }) => reference.startsWith(`${kind}:`));
}
