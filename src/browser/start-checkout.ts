/** From the bag to Stripe's page: the request, and the attempt that names it. */
import type { CheckoutRequest, CheckoutStarted } from '../api/answers.ts';
import type { Bag } from '../bag/bag.ts';
import type { Currency } from '../catalog/money.ts';
import { apiPaths } from '../paths.ts';
import { postJson, type Reply } from './ask.ts';

export interface Wish {
  readonly bag: Bag;
  readonly currency: Currency;
  readonly country: string;
  readonly delivery: string;
  readonly marketing: boolean;
}

interface Attempt {
  readonly id: string;
  /** What the shopper asked for under this attempt. */
  readonly content: string;
  /** Milliseconds since 1970: when the pieces are given back and the attempt is worth nothing. */
  readonly endsAt: number;
}

let attempt: Attempt | undefined;

/**
 * The same wish is sent under the same attempt, so that pressing twice, or again after
 * a broken connection, makes one checkout. A refusal ends the attempt, but for those
 * that leave open whether Stripe has heard of it.
 */
export async function startCheckout(wish: Wish): Promise<Reply<CheckoutStarted>> {
  const asked = askedFor(wish);
  const content = JSON.stringify(asked);
  const current = attempt?.content === content && Date.now() < attempt.endsAt ? attempt : undefined;
  const { id } = current ?? { id: crypto.randomUUID() };
  attempt = { id, content, endsAt: current?.endsAt ?? Number.POSITIVE_INFINITY };
  const { checkout } = wish.bag;
  const request: CheckoutRequest = { attempt: id, ...asked, ...(checkout && { previous: checkout }) };

  const reply = await postJson<CheckoutStarted>(apiPaths.checkout, request);
  if (reply.state === 'answered') attempt = { id, content, endsAt: Date.parse(reply.answer.heldUntil) };
  else if (reply.state === 'refused' && !staysOpen(reply.problem.status)) attempt = undefined;
  return reply;
}

/** After a visit to the payment page the next wish is a new one; the bag's `checkout` ties it to the last. */
export function forgetAttempt(): void {
  attempt = undefined;
}

function askedFor({
  bag,
  currency,
  country,
  delivery,
  marketing,
}: Wish): Omit<CheckoutRequest, 'attempt' | 'previous'> {
  return {
    lines: bag.lines,
    currency,
    country,
    delivery,
    giftWrap: bag.giftWrap,
    giftMessage: bag.giftWrap ? bag.giftMessage.trim() : '',
    marketing,
  };
}

/** 5xx: something broke on the way, and the checkout may exist. */
function staysOpen(status: number): boolean {
  return status >= 500;
}
