import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { isSteppedUp, readSession } from '../accounts/read-session.ts';
import { problem } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { type PrivacyRequest, selectRequest } from './queries.ts';
import { readRequestLink } from './request-link.ts';

/** Whether the link is ours, `readRequestLink` finds out. */
export const requestLinkField = z.string().min(1).max(100);

/** How somebody shows that a request is theirs: its link, or a session of the account that it is about. */
export interface Key {
  readonly link: string | undefined;
  readonly authorization: string | undefined;
}

/**
 * The request that the key opens. With a session it is the one of that number, and only
 * where it is about the account's own address: another person's number opens as little
 * as one that doesn't exist.
 */
export async function ownedRequest(shop: Shop, key: Key, number: string): Promise<PrivacyRequest | Problem> {
  if (key.link !== undefined) {
    const own = (await readRequestLink(shop.config.privacySecret, key.link)) ?? '';
    return (await selectRequest(shop.database, own)) ?? noRequest();
  }
  const session = await readSession(shop, key.authorization);
  if (!session) {
    const detail = say`Open the link from our letter, or sign in. Nothing was changed.`;
    return problem('not-signed-in', say`Please show that this is yours.`, detail);
  }
  if (!isSteppedUp(session, shop.now)) {
    const detail = say`Give your password, or a code from your mailbox, once more. Nothing was changed.`;
    return problem('step-up-needed', say`Please show that it is you.`, detail);
  }
  const request = await selectRequest(shop.database, number);
  return request && request.email === session.email ? request : noRequest();
}

function noRequest(): Problem {
  const detail = say`Copy the whole link out of our letter, or ask again on the privacy page. Nothing was changed.`;
  return problem('not-found', say`This link opens no request.`, detail);
}
