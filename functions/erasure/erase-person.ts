import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { phrase } from '../../src/words/say.ts';
import { announceMail } from '../mail/announce-mail.ts';
import { insertMailStatement, mailIdOf } from '../mail/queries.ts';
import { type RecipientRow, replaceRecipientStatement } from '../recipients/queries.ts';
import { insertRedactionsStatement } from '../redactions/queries.ts';
import { type Proof, writeWithProof } from '../register/write-with-proof.ts';
import { inItsLanguage } from '../requests/in-its-language.ts';
import { insertStepStatement, type PrivacyRequest, selectRequest, setStateStatement } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { type Person, type SubjectTable, subjectTables } from '../subject/subject-tables.ts';
import { disclosedOf, nothingDisclosed } from './disclosed.ts';
import type { LedgerEntry } from './ledger.ts';
import { longestNeedMilliseconds, type PlannedOrder, planTrims } from './plan-trims.ts';
import {
  blankOrdersStatements,
  closeRunningStatement,
  deleteRowsStatement,
  emptyAddressesStatements,
  emptyRowsStatements,
  insertErasureStatement,
  lockPartiesStatement,
  planTrimsStatement,
  selectRunningRequests,
  tombstoneStatement,
} from './queries.ts';
import { isSettled, recipientsOf } from './recipients.ts';

/**
 * Erases a person from this database, in one transaction: all of it or nothing, and once for each entry of the
 * ledger, which stands there before. What goes and what stays is the data map's. Whoever calls it again, after a
 * stop, at the same time, or after the database was restored, finds it done or does it.
 */
export async function erasePerson(shop: Shop, person: Person, entry: LedgerEntry): Promise<'erased' | 'erased-before'> {
  const request = entry.requestNumber ? await selectRequest(shop.database, entry.requestNumber) : null;
  const open = request?.closed_at === null ? request : null;
  const planned = entry.scope === 'everything' ? await planTrims(shop, person) : [];
  const disclosed = entry.scope === 'everything' ? await disclosedOf(shop, person, planned.length) : nothingDisclosed;
  const tell = () => recipientsOf(disclosed, shop.now);
  const recipients = open ? inItsLanguage(open, tell) : tell();
  const others = await selectRunningRequests(shop.database, person, entry.requestNumber);
  const statements = [
    insertErasureStatement(shop.database, entry, shop.now),
    ...(entry.scope === 'everything' ? everythingGoes(shop, person, entry, planned, open) : accountGoes(shop, person)),
    ...(open ? answers(shop, open, recipients) : []),
  ];
  try {
    await writeWithProof(shop, statements, [
      erasedProof(person, entry, open, planned.length),
      ...(open && recipients.every(isSettled) ? [proofOf(open, 'done')] : []),
      ...(entry.scope === 'everything' ? others.map((other) => proofOf(other, 'ended-by-erasure')) : []),
    ]);
  } catch (error) {
    if (isDoneBefore(error)) return 'erased-before';
    throw error;
  }
  for (const mail of open ? mailsOf(open, recipients) : [])
    await announceMail(shop, mailIdOf(mail.kind, open?.number ?? ''));
  return 'erased';
}

function everythingGoes(
  shop: Shop,
  person: Person,
  entry: LedgerEntry,
  planned: readonly PlannedOrder[],
  request: PrivacyRequest | null,
): D1PreparedStatement[] {
  const { database, now } = shop;
  const neededUntil = Object.fromEntries(planned.map((order) => [order.number, order.neededUntil]));
  const tables = subjectTables();
  // The last letter still needs the address of the request that this answers: forget-addresses.ts empties it then.
  const stillWritten = request?.kind === 'erasure' ? request.number : '';
  const thisRequest = { column: 'number', value: stillWritten, keeps: 'email' };
  return [
    insertRedactionsStatement(database, person, entry.id, neededUntil, longestNeedMilliseconds, now),
    planTrimsStatement(database, person, entry.id, neededUntil, longestNeedMilliseconds, now),
    lockPartiesStatement(database, person, now),
    ...deletions(shop, person, tables),
    emptyAddressesStatements(database, person),
    closeRunningStatement(database, person, entry.requestNumber, now),
    ...tables
      .filter(({ declaration }) => declaration.erase === 'keep-without-identity')
      .map((table) => emptyRowsStatements(database, table, person, thisRequest)),
    blankOrdersStatements(database, person),
    tombstoneStatement(database, person.subjectHash, now),
  ].flat();
}

/** An account alone, which its holder deleted: what leads to it goes with it. */
function accountGoes(shop: Shop, person: Person): D1PreparedStatement[] {
  return deletions(
    shop,
    person,
    subjectTables().filter(({ way }) => way.at(-1)?.table === 'accounts'),
  );
}

/** Farthest from the person first: a row is found through its parents, so they go after it. */
function deletions(shop: Shop, person: Person, tables: readonly SubjectTable[]): D1PreparedStatement[] {
  return tables
    .filter(({ declaration }) => declaration.erase === 'delete')
    .map((table) => deleteRowsStatement(shop.database, table, person));
}

/** The request goes on until each recipient has answered; where none has to, it ends here. */
function answers(shop: Shop, request: PrivacyRequest, recipients: readonly RecipientRow[]): D1PreparedStatement[] {
  const { database, now } = shop;
  const isOver = recipients.every(isSettled);
  return [
    ...recipients.map((row) => replaceRecipientStatement(database, request.number, row, now)),
    insertStepStatement(database, request.number, 'erased', phrase`Erased here.`, now),
    ...(isOver
      ? [insertStepStatement(database, request.number, 'done', phrase`Nobody else has to delete anything.`, now)]
      : []),
    setStateStatement(database, request.number, isOver ? 'done' : 'working', now),
    ...mailsOf(request, recipients).map(({ kind, to }) => insertMailStatement(database, kind, to, request.number, now)),
  ];
}

interface LetterOfErasure {
  readonly kind: 'erasure-begun' | 'erasure-done' | 'child-report-answered';
  readonly to: string;
}

/** The person is written to; of a child's report, whoever reported it, and not the child. */
function mailsOf(request: PrivacyRequest, recipients: readonly RecipientRow[]): LetterOfErasure[] {
  if (request.kind === 'child-report') {
    return request.asker_email ? [{ kind: 'child-report-answered', to: request.asker_email }] : [];
  }
  return [{ kind: recipients.every(isSettled) ? 'erasure-done' : 'erasure-begun', to: request.email }];
}

function erasedProof(
  { subjectHash }: Person,
  { requestNumber, scope }: LedgerEntry,
  request: PrivacyRequest | null,
  ordersKeptForTax: number,
): Proof {
  const step = request ? 'erased' : 'erased-again';
  return { requestNumber, subjectHash, kind: request?.kind ?? 'erasure', step, details: { scope, ordersKeptForTax } };
}

function proofOf(request: Pick<PrivacyRequest, 'number' | 'subject_hash' | 'kind'>, step: string): Proof {
  return { requestNumber: request.number, subjectHash: request.subject_hash, kind: request.kind, step };
}

function isDoneBefore(error: unknown): boolean {
  return error instanceof Error && error.message.includes('UNIQUE constraint failed: erasures.id');
}
