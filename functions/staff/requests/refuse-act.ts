import type { Problem } from '../../../src/api/answers.ts';
import type { TemplateId } from '../../../src/api/request-templates.ts';
import { judgeExtension } from '../../../src/policy/deadline.ts';
import { problem } from '../../problem.ts';
import { selectRecipients } from '../../recipients/queries.ts';
import { isOpenOrder } from '../../rectification/is-open-order.ts';
import { selectOrderOf } from '../../rectification/queries.ts';
import type { InvoiceFields } from '../../rectification/request.ts';
import type { Decision } from '../../requests/decide-request.ts';
import type { PrivacyRequest } from '../../requests/queries.ts';
import { closedAlready } from '../../requests/refusals.ts';
import type { Shop } from '../../shop.ts';
import { hasUnanswered, isDecidedByWords, mayBeSaidDone } from './acts-at-desk.ts';

/** What forbids an act at the desk, whether it is asked for or only its letter. Undefined when nothing does. */

export interface AnswerWish {
  readonly template?: TemplateId;
  readonly words: string;
}

export interface DecisionWish {
  readonly template?: TemplateId;
  readonly outcome: Decision['decision'];
  readonly reason: string;
}

export interface ExtensionWish {
  readonly template?: TemplateId;
  /** The last day, as 2026-12-31. */
  readonly until: string;
  readonly reason: string;
}

export interface ChildReportWish {
  readonly outcome: 'delete' | 'keep';
  readonly words: string;
}

export interface ObjectionWish {
  readonly outcome: 'upheld' | 'overridden';
  readonly words: string;
}

export interface CorrectionWish {
  /** Its number. */
  readonly order: string;
  readonly fields: InvoiceFields;
  readonly reason: string;
}

/** Nobody's word makes a deletion done, or the answer of somebody who was given the data come. */
export async function refuseDecision(
  shop: Shop,
  request: PrivacyRequest,
  { outcome }: Pick<DecisionWish, 'outcome'>,
): Promise<Problem | undefined> {
  if (request.closed_at !== null) return closedAlready();
  if (!isDecidedByWords(request)) {
    const detail = 'A report about a child and an objection have a decision of their own. Nothing was decided.';
    return problem('not-allowed', 'This is not decided so.', detail);
  }
  if (outcome === 'done' && !mayBeSaidDone(request.kind)) {
    const detail = 'The shop carries this out by itself, and says so when it has. Nothing was decided.';
    return problem('not-allowed', 'A word does not make this done.', detail);
  }
  if (hasUnanswered(await selectRecipients(shop.database, request.number))) {
    const detail = 'Somebody who was given the data has not answered. Note the answer first. Nothing was decided.';
    return problem('conflict', 'It can’t be closed yet.', detail);
  }
  return undefined;
}

/** Of an extension the act itself says what is wrong with it; the letter of one that is wrong is not shown. */
export function refuseExtension(request: PrivacyRequest, wish: ExtensionWish, now: number): Problem | undefined {
  if (request.closed_at !== null) return closedAlready();
  const extension = { until: lastInstantOf(wish.until), reason: wish.reason };
  if (!judgeExtension(request, extension, now)) return undefined;
  const detail =
    'It is told once, before the due date, and to a later day within two further months. Nothing was changed.';
  return problem('conflict', 'The request can’t be extended so.', detail);
}

/** An erased address is of nobody, and of every erased order. */
export async function refuseCorrection(
  shop: Shop,
  { kind, closed_at, email }: PrivacyRequest,
  { order: number }: Pick<CorrectionWish, 'order'>,
): Promise<Problem | undefined> {
  if (kind !== 'rectification') {
    return problem('not-allowed', 'This is no request to correct something.', 'Nothing was added.');
  }
  if (closed_at !== null || email === '') return closedAlready();
  const order = await selectOrderOf(shop.database, email, number);
  if (!order) return problem('not-found', 'The person has no such order.', 'Nothing was added. Look at the number.');
  if (!isOpenOrder(order, shop.now)) return undefined;
  const detail = 'The person changes the order itself, on the page of the request. Nothing was added.';
  return problem('conflict', 'Its invoice is not made yet.', detail);
}

export function refuseChildReport({ kind, closed_at }: PrivacyRequest): Problem | undefined {
  if (kind !== 'child-report') {
    return problem('not-allowed', 'This is no report of a child’s data.', 'Nothing was decided.');
  }
  return closed_at === null ? undefined : closedAlready();
}

export function refuseObjection({ kind, closed_at }: PrivacyRequest): Problem | undefined {
  if (kind !== 'object') return problem('not-allowed', 'This is no objection.', 'Nothing was decided.');
  return closed_at === null ? undefined : closedAlready();
}

/** Milliseconds since the epoch: the end of a day, as the deadlines count it. */
export function lastInstantOf(day: string): number {
  return Date.parse(day) + 24 * 60 * 60_000 - 1;
}
