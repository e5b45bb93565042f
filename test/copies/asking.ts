import { hashOfToken, newSessionToken } from '../../functions/accounts/read-session.ts';
import { accessAct, portabilityAct } from '../../functions/copies/offer-copy.ts';
import { type PrivacyRequest, selectRequest } from '../../functions/requests/queries.ts';
import { signRequestLink } from '../../functions/requests/request-link.ts';
import type { Shop } from '../../functions/shop.ts';
import { subjectHash } from '../../functions/subject-hash.ts';
import { apiPaths } from '../../src/paths.ts';
import type { RequestKind } from '../../src/policy/request-kinds.ts';
import type { LocalShop, ShopSecrets } from '../local/launch-shop.ts';

/** What the Worker gives an act, on the database of a running shop and at any time. Nothing in it calls out. */
export function shopAt(local: LocalShop, secrets: ShopSecrets, now: number): Shop {
  const config = {
    siteOrigin: local.url,
    privacySecret: secrets.privacySecret,
    orderLinkSecret: secrets.orderLinkSecret,
  };
  const parts = { config, database: local.database, now, mailQueue: { send: async () => undefined } };
  return parts as unknown as Shop;
}

/** A confirmed request of somebody, as the intake would have written it. */
export async function confirmedRequest(
  shop: Shop,
  kind: RequestKind,
  email: string,
  number: string,
): Promise<PrivacyRequest> {
  const hash = await subjectHash(shop.config.privacySecret, email);
  await shop.database
    .prepare(
      `INSERT INTO privacy_requests (number, kind, state, email, subject_hash, asker, asker_email, verified_by,
         order_number, words, received_at, confirmed_at, target_at, due_at)
       VALUES (?1, ?2, 'working', ?3, ?4, 'person', '', 'mailbox', '', '', ?5, ?5, ?5, ?5)`,
    )
    .bind(number, kind, email, hash, shop.now)
    .run();
  const request = await selectRequest(shop.database, number);
  if (!request) throw new Error('The request was not written');
  return request;
}

/** A request whose copy is offered; answers with the link of its page. */
export async function offeredCopy(
  shop: Shop,
  kind: 'access' | 'portability',
  email: string,
  number: string,
): Promise<string> {
  const request = await confirmedRequest(shop, kind, email, number);
  const act = kind === 'access' ? accessAct : portabilityAct;
  await act(shop, request);
  return signRequestLink(shop.config.privacySecret, number);
}

export function askForCopy(local: LocalShop, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(local.url + apiPaths.privacyCopies, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export async function codeOf(response: Response): Promise<string> {
  const { code } = (await response.json()) as { code: string };
  return `${response.status} ${code}`;
}

/** A session of the account, as the browser would send it. */
export async function signedIn(
  local: LocalShop,
  accountId: string,
  steppedUpAt: number | null,
): Promise<Record<string, string>> {
  const token = newSessionToken();
  await local.database
    .prepare(
      `INSERT INTO sessions (token_hash, account_id, created_at, last_used_at, stepped_up_at)
       VALUES (?1, ?2, ?3, ?3, ?4)`,
    )
    .bind(await hashOfToken(token), accountId, Date.now(), steppedUpAt)
    .run();
  return { Authorization: `Bearer ${token}` };
}
