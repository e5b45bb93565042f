/** Back from the payment page without paying: gives the held pieces back and forgets the checkout. */
import type { CheckoutReleased } from '../api/answers.ts';
import { withoutCheckout } from '../bag/change-bag.ts';
import { apiPaths, paths } from '../paths.ts';
import { say } from '../words/say.ts';
import { postJson } from './ask.ts';
import { changeBag, readBag } from './bag.ts';
import { part, setText } from './part.ts';

const page = part(document, 'cancelled-page', HTMLElement);
const link = location.hash.slice(1);
if (link) void giveBack(link);

async function giveBack(checkout: string): Promise<void> {
  const reply = await postJson<CheckoutReleased>(apiPaths.checkoutCancel, { link: checkout });
  if (reply.state === 'answered') {
    forget(checkout);
    return announce(say`Nothing was charged. Your bag is kept, and the pieces that we held are free again.`);
  }
  if (reply.state === 'refused' && reply.problem.code === 'already-paid') {
    setText(part(page, 'title', HTMLElement), reply.problem.title);
    part(page, 'to-bag', HTMLElement).hidden = true;
    const toOrder = part(page, 'to-order', HTMLAnchorElement);
    toOrder.href = paths.order(reply.problem.link ?? checkout);
    toOrder.hidden = false;
    return announce(reply.problem.detail);
  }
  if (reply.state === 'refused' && reply.problem.status === 404) forget(checkout);
  // The words that stand in the page are true without an answer too.
}

/** A checkout that this browser has begun since is another one, and stays. */
function forget(checkout: string): void {
  if (readBag().checkout === checkout) changeBag(withoutCheckout);
}

function announce(words: string): void {
  setText(part(page, 'said', HTMLElement), words);
}
