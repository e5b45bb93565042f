import type { Queue } from '@cloudflare/workers-types';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { accountRoutes } from '../../functions/accounts/routes.ts';
import { consentRoutes } from '../../functions/consents/routes.ts';
import type { ShopVariables } from '../../functions/door.ts';
import type { MailMessage } from '../../functions/mail/message.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { requestRoutes } from '../../functions/requests/routes.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { type Counted, countedDatabase } from './counted-database.ts';
import {
  type Answer,
  type Door,
  doors,
  knock,
  unknownAddresses,
  withoutIds,
  writeKnown,
  writeSignedIn,
} from './doors.ts';

const now = Date.UTC(2026, 10, 24, 12);

let shop: OpenShop;
let token: string;
let known: string;
const [unknown = ''] = unknownAddresses(1);
/** workerd's own, which Node lacks: the pages are compared over HTTP. */
class Unchanged {
  on(): this {
    return this;
  }

  transform(response: Response): Response {
    return response;
  }
}

beforeAll(async () => {
  shop = await openShop();
  [known = ''] = await writeKnown(shop.database, 1, now);
  token = await writeSignedIn(shop.database, now);
  await sweepMail(shop.at(now));
});
afterAll(() => shop.close());
afterEach(() => vi.unstubAllGlobals());

interface Work {
  readonly answer: Answer;
  readonly statements: readonly Counted[];
  /** The kinds of mail that the queue was told of. */
  readonly announced: readonly string[];
  readonly outsideCalls: number;
  /** To whom letters then went. */
  readonly letters: readonly string[];
}

async function workOf(door: Door, email: string): Promise<Work> {
  const { database, counted } = countedDatabase(shop.at(now).database);
  const announced: string[] = [];
  const send = ({ mailId }: MailMessage) => Promise.resolve(void announced.push(mailId.split(':')[0] ?? ''));
  const mailQueue = { send } as unknown as Queue<MailMessage>;
  vi.stubGlobal('HTMLRewriter', Unchanged);
  const outside = vi.spyOn(globalThis, 'fetch');
  const app = new Hono<ShopVariables>();
  app.use((context, next) => {
    context.set('shop', shop.at(now, { database, mailQueue }));
    return next();
  });
  app.route('/', accountRoutes).route('/', consentRoutes).route('/', requestRoutes);
  const environment = { RATE_LIMIT_SIGN_IN: { limit: () => Promise.resolve({ success: true }) } };
  const answer = await knock(async (path, init) => app.request(path, init, environment), door, email, token);
  const outsideCalls = outside.mock.calls.length;
  const before = shop.letters.length;
  await sweepMail(shop.at(now));
  const letters = shop.letters.slice(before).map(({ to }) => (to === email ? 'the address' : to));
  return { answer, statements: [...counted], announced, outsideCalls, letters: letters.sort() };
}

describe('[security.access] for a known and an unknown address a door does the same', () => {
  test.each(doors)('$name', async (door) => {
    const ofKnown = await workOf(door, known);
    const ofUnknown = await workOf(door, unknown);
    expect(ofKnown.statements.map(({ way, sql }) => `${way}: ${sql}`)).toEqual(
      ofUnknown.statements.map(({ way, sql }) => `${way}: ${sql}`),
    );
    expect(ofKnown.statements.length).toBeGreaterThan(0);
    expect(ofKnown.statements.map(({ rowsWritten }) => rowsWritten)).toEqual(
      ofUnknown.statements.map(({ rowsWritten }) => rowsWritten),
    );
    expect(ofKnown.announced).toEqual(ofUnknown.announced);
    expect(ofKnown.letters).toEqual(ofUnknown.letters);
    expect([ofKnown.outsideCalls, ofUnknown.outsideCalls]).toEqual([0, 0]);
    expect({ ...ofKnown.answer, text: withoutIds(ofKnown.answer.text) }).toEqual({
      ...ofUnknown.answer,
      text: withoutIds(ofUnknown.answer.text),
    });
  });
});
