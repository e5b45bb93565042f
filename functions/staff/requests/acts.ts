import type { Problem, StaffMe } from '../../../src/api/answers.ts';
import { type RecipientId, recipients } from '../../../src/policy/recipients.ts';
import { confirmChildReport } from '../../children/confirm-child-report.ts';
import { weighObjection } from '../../objections/weigh-objection.ts';
import { problem } from '../../problem.ts';
import { acknowledgeRecipient, type RecipientAnswer } from '../../recipients/acknowledge-recipient.ts';
import { rectify } from '../../rectification/rectify.ts';
import { answerRequest, decideRequest } from '../../requests/decide-request.ts';
import { extendRequest } from '../../requests/extend-request.ts';
import { fillTemplate } from '../../requests/fill-template.ts';
import type { PrivacyRequest } from '../../requests/queries.ts';
import { liftRestriction } from '../../restriction/lift-restriction.ts';
import type { Shop } from '../../shop.ts';
import { selectRestrictionOf } from './queries.ts';
import {
  type AnswerWish,
  type ChildReportWish,
  type CorrectionWish,
  type DecisionWish,
  type ExtensionWish,
  lastInstantOf,
  type ObjectionWish,
  refuseChildReport,
  refuseCorrection,
  refuseDecision,
  refuseObjection,
} from './refuse-act.ts';

/** Who stands at the desk, with which request before them. */
export interface AtDesk {
  readonly shop: Shop;
  readonly staff: StaffMe;
  readonly request: PrivacyRequest;
  /** Of the path, where the act is about one. */
  readonly recipient: string;
}

type Said = Promise<string | Problem>;

export async function answer({ shop, request }: AtDesk, wish: AnswerWish): Said {
  const words = await fillTemplate(shop, request, { act: 'answer', ...wish });
  if (typeof words !== 'string') return words;
  const refusal = await answerRequest(shop, request.number, words);
  return refusal ?? 'It stands on the request’s page, and the letter is on its way.';
}

export async function decide({ shop, staff, request }: AtDesk, wish: DecisionWish): Said {
  const { outcome, template, reason: words } = wish;
  const refused = await refuseDecision(shop, request, wish);
  if (refused) return refused;
  const reason = await fillTemplate(shop, request, { act: 'decide', outcome, template, words });
  if (typeof reason !== 'string') return reason;
  const refusal = await decideRequest(shop, request.number, { decision: outcome, reason }, staff.email);
  return refusal ?? 'It is decided and closed, and the letter is on its way.';
}

export async function extend({ shop, request }: AtDesk, { until, template, reason: words }: ExtensionWish): Said {
  const reason = await fillTemplate(shop, request, { act: 'extend', template, words });
  if (typeof reason !== 'string') return reason;
  const refusal = await extendRequest(shop, request.number, { until: lastInstantOf(until), reason });
  return refusal ?? 'The due date is moved, and the letter that says why is on its way.';
}

/** The invoice stays as it was made. */
export async function correctInvoice({ shop, staff, request }: AtDesk, wish: CorrectionWish): Said {
  const refusal = await refuseCorrection(shop, request, wish);
  if (refusal) return refusal;
  const orders = [{ number: wish.order, fields: wish.fields }];
  const outcome = await rectify(shop, request, { orders }, { reason: wish.reason, by: staff.email });
  return 'code' in outcome
    ? outcome
    : 'The correction stands beside the invoice, the request is closed, and the letter is on its way.';
}

export async function judgeChildReport({ shop, request }: AtDesk, wish: ChildReportWish): Said {
  const refusal = refuseChildReport(request);
  if (refusal) return refusal;
  const outcome = await confirmChildReport(shop, request, wish);
  if (typeof outcome !== 'string') return outcome;
  return outcome === 'deleted'
    ? 'What was here about the child is deleted, and whoever was given it is being told.'
    : 'The report is answered. The data is used again once its owner has been told.';
}

export async function weigh({ shop, request }: AtDesk, { outcome, words }: ObjectionWish): Said {
  const refusal = refuseObjection(request) ?? (await weighObjection(shop, request, outcome, words));
  if (refusal) return refusal;
  return outcome === 'upheld'
    ? 'No check against fraud is made of this person any more, and the letter is on its way.'
    : 'The checks go on, and the letter that says why is on its way.';
}

/** The first time the person is told; the second, once the letter has left, it is lifted. */
export async function lift({ shop, request }: AtDesk): Said {
  const restriction = await selectRestrictionOf(shop.database, request.number, request.email);
  if (!restriction) return problem('not-found', 'Nothing is restricted here.', 'Nothing was changed.');
  const outcome = await liftRestriction(shop, restriction.id);
  if (typeof outcome !== 'string') return outcome;
  return outcome === 'told'
    ? 'The person is being told first. Lift it once the letter has left.'
    : 'The restriction is lifted.';
}

export async function answerRecipient({ shop, request, recipient }: AtDesk, heard: RecipientAnswer): Said {
  if (!isRecipient(recipient)) {
    return problem('not-found', 'There is no such recipient.', 'The policy names none of that name.');
  }
  const outcome = await acknowledgeRecipient(shop, request.number, recipient, heard);
  return outcome === 'noted' ? 'It is noted, and stands on the request’s page.' : outcome;
}

function isRecipient(name: string): name is RecipientId {
  return Object.hasOwn(recipients, name);
}
