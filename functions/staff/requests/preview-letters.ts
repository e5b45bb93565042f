import type { Problem } from '../../../src/api/answers.ts';
import type { DeskLetter } from '../../../src/api/desk-answers.ts';
import { composeChildReportAnswered } from '../../children/letters.ts';
import type { Letter } from '../../mail/letter.ts';
import { endOfObjection } from '../../objections/weigh-objection.ts';
import { problem } from '../../problem.ts';
import { correctionsOf, wordsOf } from '../../rectification/rectify.ts';
import { addresseeOf } from '../../requests/addressee.ts';
import { saidOf } from '../../requests/decide-request.ts';
import { fillTemplate } from '../../requests/fill-template.ts';
import { composeAnswered, composeClosed, composeExtended } from '../../requests/letters.ts';
import type { PrivacyRequest } from '../../requests/queries.ts';
import { closedAlready } from '../../requests/refusals.ts';
import { signRequestLink } from '../../requests/request-link.ts';
import { composeRestrictionEnds } from '../../restriction/letters.ts';
import type { Shop } from '../../shop.ts';
import { inLanguage } from '../../words/in-language.ts';
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
  refuseExtension,
  refuseObjection,
} from './refuse-act.ts';

/** The letter that an act at the desk would send, made by what will make it, from what the act would have written. */
type Preview = Promise<DeskLetter | Problem>;

/** In the place of the register's hash. */
const notYet = '(its entry is written with the decision)';

export async function previewAnswer(shop: Shop, request: PrivacyRequest, wish: AnswerWish): Preview {
  if (request.closed_at !== null) return closedAlready();
  const words = await fillTemplate(shop, request, { act: 'answer', ...wish });
  if (typeof words !== 'string') return words;
  return shown(shop, request, () => composeAnswered(shop, request, words));
}

export async function previewDecision(shop: Shop, request: PrivacyRequest, wish: DecisionWish): Preview {
  const refusal = await refuseDecision(shop, request, wish);
  if (refusal) return refusal;
  const { outcome, template, reason: words } = wish;
  const decision = await fillTemplate(shop, request, { act: 'decide', outcome, template, words });
  if (typeof decision !== 'string') return decision;
  const decided = { ...request, state: outcome, decision, closed_at: shop.now };
  return shown(shop, request, () => composeClosed(shop, decided, { said: saidOf[outcome], register: notYet }));
}

export async function previewCorrection(shop: Shop, request: PrivacyRequest, wish: CorrectionWish): Preview {
  const refusal = await refuseCorrection(shop, request, wish);
  if (refusal) return refusal;
  const added = correctionsOf(wish.fields).map((one) => ({ ...one, order_number: wish.order }));
  const decided = { ...request, state: 'done' as const, decision: wish.reason, closed_at: shop.now };
  return shown(shop, request, () => {
    const said = wordsOf({ account: false, ordersChanged: 0, correctionsAdded: added.length });
    return composeClosed(shop, decided, { said, register: notYet, added });
  });
}

export async function previewExtension(shop: Shop, request: PrivacyRequest, wish: ExtensionWish): Preview {
  const refusal = refuseExtension(request, wish, shop.now);
  if (refusal) return refusal;
  const reason = await fillTemplate(shop, request, { act: 'extend', template: wish.template, words: wish.reason });
  if (typeof reason !== 'string') return reason;
  const until = lastInstantOf(wish.until);
  const extended = { ...request, extended_to: until, extension_reason: reason };
  return shown(shop, request, () => composeExtended(shop, extended, until));
}

/** To whoever reported; the same whatever was found, so that it tells nobody what the house has. */
export async function previewChildReport(shop: Shop, request: PrivacyRequest, _wish: ChildReportWish): Preview {
  return refuseChildReport(request) ?? shown(shop, request, () => composeChildReportAnswered(request.number));
}

export async function previewObjection(
  shop: Shop,
  request: PrivacyRequest,
  { outcome, words }: ObjectionWish,
): Preview {
  const refusal = refuseObjection(request);
  if (refusal) return refusal;
  const { state, said } = endOfObjection[outcome];
  const decided = { ...request, state, decision: words, closed_at: shop.now };
  return shown(shop, request, () => composeClosed(shop, decided, { said, register: notYet }));
}

export async function previewLifting(shop: Shop, request: PrivacyRequest): Preview {
  const restriction = await selectRestrictionOf(shop.database, request.number, request.email);
  if (!restriction || restriction.lifted_at !== null) {
    return problem('not-found', 'Nothing is restricted here.', 'Nothing was changed.');
  }
  return {
    ...(await shown(shop, request, () => composeRestrictionEnds(restriction.request_number))),
    to: request.email,
  };
}

/** In the language in which the person will read it. The link in it opens the page as the person, who can there confirm a deletion or fetch a copy: staff don't get it. */
async function shown(shop: Shop, request: PrivacyRequest, compose: () => Promise<Letter>): Promise<DeskLetter> {
  const { subject, text } = await inLanguage(request.language, compose);
  const link = await signRequestLink(shop.config.privacySecret, request.number);
  return { to: addresseeOf(request), subject, text: text.replaceAll(link, '…') };
}
