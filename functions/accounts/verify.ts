import type { Verified } from '../../src/api/account-answers.ts';
import type { Problem } from '../../src/api/answers.ts';
import { mostKeptPieces } from '../../src/api/kept-answers.ts';
import { readItem } from '../catalog/read-item.ts';
import { insertKeptStatement } from '../kept-pieces/queries.ts';
import { takeLink } from '../links/one-time-link.ts';
import type { Shop } from '../shop.ts';
import { prepareSession } from './open-session.ts';
import {
  deleteRegistrationsStatement,
  insertAccountStatement,
  selectCredentials,
  selectObjectsToAnalytics,
  selectRegistration,
} from './queries.ts';
import { linkEnded } from './refusals.ts';

/** The mailbox has said yes: the registration becomes the account, and the person is signed in. */
export async function verify(shop: Shop, token: string): Promise<Verified | Problem> {
  const { database, now } = shop;
  const link = await takeLink(shop, 'verify-account', token);
  const registration = link && (await selectRegistration(database, link.subject_id));
  if (!registration || (await selectCredentials(database, registration.email))) return linkEnded();
  // The account has an id of its own: that of the registration stood in a row that goes.
  const account = { ...registration, id: crypto.randomUUID() };
  const session = await prepareSession(shop, account.id);
  const keepsPiece = await isSold(shop, account.kept_sku);
  await database.batch([
    insertAccountStatement(database, account, now),
    deleteRegistrationsStatement(database, account.email),
    ...session.statements,
    ...(keepsPiece ? [insertKeptStatement(database, account.id, account.kept_sku, now, mostKeptPieces)] : []),
  ]);
  const objectsToAnalytics = await selectObjectsToAnalytics(database, account.email);
  return { token: session.token, objectsToAnalytics, keepsPiece };
}

/** A day after it was wanted, it may be no longer. */
async function isSold({ assets, config }: Shop, sku: string): Promise<boolean> {
  return sku !== '' && (await readItem(assets, config.siteOrigin, sku)) !== undefined;
}
