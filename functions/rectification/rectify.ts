import type { D1PreparedStatement } from '@cloudflare/workers-types';
import type { Problem } from '../../src/api/answers.ts';
import { type OrderField, orderFields, type Rectified } from '../../src/api/rectification-answers.ts';
import { paragraph } from '../../src/words/paragraph.ts';
import { plural, say } from '../../src/words/say.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { problem } from '../problem.ts';
import { insertRecipientStatement } from '../recipients/queries.ts';
import { inItsLanguage } from '../requests/in-its-language.ts';
import {
  insertStepStatement,
  type PrivacyRequest,
  setDecisionStatement,
  setStateStatement,
} from '../requests/queries.ts';
import { changeRequest } from '../requests/settle-request.ts';
import type { Shop } from '../shop.ts';
import { subjectHash } from '../subject-hash.ts';
import { isOpenOrder } from './is-open-order.ts';
import {
  type AddedCorrection,
  correctOrderStatement,
  insertCorrectionStatement,
  selectCarriersUnderWay,
  selectOrderOf,
  selectUsername,
  setUsernameStatement,
} from './queries.ts';
import type { ParsedRectification } from './request.ts';
import { type Corrected, recipientsOf } from './tell-of-correction.ts';

interface Plan {
  readonly statements: readonly D1PreparedStatement[];
  readonly corrected: Corrected;
}

/** One of the house does it in the person's place, who is then written to. */
export interface ByTheHouse {
  /** For the person, on the page and in the letter. */
  readonly reason: string;
  /** The address of whoever does it; the register has its keyed hash. */
  readonly by: string;
}

/**
 * Corrects what the person says is wrong and closes the request: all of it, with its
 * proof and what the recipients are told, or nothing. Neither the step nor the proof
 * says what was written, or what stood there before.
 */
export async function rectify(
  shop: Shop,
  request: PrivacyRequest,
  wish: ParsedRectification,
  house?: ByTheHouse,
): Promise<Rectified | Problem> {
  const refusal = refusalOf(request);
  if (refusal) return refusal;
  const plan = await planOf(shop, request, wish);
  if ('code' in plan) return plan;
  const { database, now } = shop;
  const underWayWith = await selectCarriersUnderWay(
    database,
    wish.orders.map(({ number }) => number),
  );
  const [words, told] = inItsLanguage(request, () => [
    wordsOf(plan.corrected),
    recipientsOf(plan.corrected, underWayWith),
  ]);
  const outcome = await changeRequest(shop, request, {
    statements: [
      ...plan.statements,
      ...told.map((row) => insertRecipientStatement(database, request.number, row, now)),
      ...(house ? [setDecisionStatement(database, request.number, house.reason, now)] : []),
      setStateStatement(database, request.number, 'done', now),
      insertStepStatement(database, request.number, 'corrected', words, now),
    ],
    proof: { step: 'corrected', details: { ...plan.corrected, ...(await detailsOf(shop, house)) } },
    ...(house ? { letter: { kind: 'request-done', subjectId: request.number } } : {}),
  });
  return outcome === 'closed' ? closed() : { words };
}

async function detailsOf(shop: Shop, house: ByTheHouse | undefined): Promise<{ readonly by?: string }> {
  return house ? { by: await subjectHash(shop.config.privacySecret, normaliseEmail(house.by)) } : {};
}

/** Undefined where something may be corrected. An address that was erased is of nobody, and of every erased order. */
export function refusalOf({ kind, closed_at, email }: PrivacyRequest): Problem | undefined {
  if (kind !== 'rectification') return notForThis();
  return closed_at !== null || email === '' ? closed() : undefined;
}

async function planOf(shop: Shop, request: PrivacyRequest, wish: ParsedRectification): Promise<Plan | Problem> {
  const { database, now } = shop;
  const statements: D1PreparedStatement[] = [];
  let ordersChanged = 0;
  let correctionsAdded = 0;
  if (wish.username !== undefined) {
    if ((await selectUsername(database, request.email)) === undefined) return noAccount();
    statements.push(setUsernameStatement(database, request.email, wish.username));
  }
  for (const { number, fields } of wish.orders) {
    const order = await selectOrderOf(database, request.email, number);
    if (!order) return noSuchOrder();
    if (isOpenOrder(order, now)) {
      statements.push(correctOrderStatement(database, number, fields));
      ordersChanged += 1;
    } else {
      const added = correctionsOf(fields);
      const about = { orderNumber: number, requestNumber: request.number };
      statements.push(...added.map((one) => insertCorrectionStatement(database, { ...about, ...one }, now)));
      correctionsAdded += added.length;
    }
  }
  return { statements, corrected: { account: wish.username !== undefined, ordersChanged, correctionsAdded } };
}

export function correctionsOf(
  fields: Readonly<Partial<Record<OrderField, string | undefined>>>,
): Pick<AddedCorrection, 'field' | 'words'>[] {
  return orderFields.flatMap((field) => {
    const words = fields[field];
    return words === undefined ? [] : [{ field, words }];
  });
}

export function wordsOf({ account, ordersChanged, correctionsAdded }: Corrected): string {
  return paragraph([
    account ? say`Your username is corrected.` : '',
    ordersChanged > 0 ? plural('One order is corrected.', '{1} orders are corrected.', ordersChanged) : '',
    correctionsAdded > 0
      ? plural(
          'A correction is added beside what was invoiced; the invoice itself stays as it was made.',
          '{1} corrections are added beside what was invoiced; the invoice itself stays as it was made.',
          correctionsAdded,
        )
      : '',
  ]);
}

function notForThis(): Problem {
  const detail = say`Ask for a correction on the privacy page. Nothing was changed.`;
  return problem('conflict', say`This request is about something else.`, detail);
}

function closed(): Problem {
  const detail = say`Nothing was changed now. Ask for another correction on the privacy page.`;
  return problem('conflict', say`This request is closed already.`, detail);
}

function noAccount(): Problem {
  return problem('not-found', say`There is no account of this address.`, say`Nothing was changed.`);
}

function noSuchOrder(): Problem {
  const detail = say`Nothing was changed. Look at the number, or write to us and we will find the order with you.`;
  return problem('not-found', say`This address has no such order.`, detail);
}
