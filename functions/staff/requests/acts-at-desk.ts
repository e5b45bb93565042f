import type { StaffRole } from '../../../src/api/answers.ts';
import type { DeskAct } from '../../../src/api/desk-answers.ts';
import type { RequestKind } from '../../../src/policy/request-kinds.ts';
import type { RecipientStanding } from '../../recipients/queries.ts';
import type { PrivacyRequest } from '../../requests/queries.ts';
import { mayDecide } from '../roles.ts';

export interface AroundRequest {
  readonly recipients: readonly Pick<RecipientStanding, 'state'>[];
  /** Whether a restriction of the person stands now. */
  readonly isRestricted: boolean;
  /** Of the orders to whose invoice a correction may be added. */
  readonly invoices: readonly string[];
}

/** What can be done about a request now, by somebody of this role: what the page offers, and nothing else. */
export function actsAtDesk(role: StaffRole, request: PrivacyRequest, around: AroundRequest, now: number): DeskAct[] {
  const isOpen = request.closed_at === null;
  const canDecide = mayDecide(role);
  const isWaitedFor = hasUnanswered(around.recipients);
  const acts: Readonly<Record<DeskAct, boolean>> = {
    answer: isOpen && request.email !== '',
    decide: canDecide && isOpen && isDecidedByWords(request) && !isWaitedFor,
    'correct-invoice': canDecide && isOpen && around.invoices.length > 0,
    'child-report': canDecide && isOpen && request.kind === 'child-report' && !isWaitedFor,
    objection: canDecide && isOpen && request.kind === 'object',
    extend: canDecide && isOpen && request.extended_to === null && now < request.due_at,
    'lift-restriction': canDecide && around.isRestricted,
    recipients: canDecide && isWaitedFor,
  };
  return (Object.keys(acts) as DeskAct[]).filter((act) => acts[act]);
}

/** A request can't be called complete while somebody who was given the data has not answered. */
export function hasUnanswered(recipients: AroundRequest['recipients']): boolean {
  return recipients.some(({ state }) => state === 'waiting' || state === 'told');
}

/** A report about a child and an objection are decided by acts of their own, which do what was decided. */
export function isDecidedByWords({ kind }: Pick<PrivacyRequest, 'kind'>): boolean {
  return kind !== 'child-report' && kind !== 'object';
}

/**
 * Whether somebody of the house may say that it is done. What the shop carries out by itself is done when it was, and
 * by nobody's word.
 */
export function mayBeSaidDone(kind: RequestKind): boolean {
  return kind === 'complaint' || kind === 'rectification' || kind === 'opt-out-of-sale';
}
