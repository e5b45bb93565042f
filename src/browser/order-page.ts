/**
 * The order page. Its link is in the fragment, which no server ever sees; whoever
 * holds the link, on whatever device, sees the same. Right after the payment the
 * page waits for the word that it has arrived, with growing pauses and an end.
 */
import type { OrderView } from '../api/answers.ts';
import { removeBought, withoutCheckout } from '../bag/change-bag.ts';
import { apiPaths } from '../paths.ts';
import { say } from '../words/say.ts';
import { postJson } from './ask.ts';
import { changeBag, readBag } from './bag.ts';
import { drawOrder } from './order-view.ts';
import { part, setText } from './part.ts';

/** About a minute in all. Stripe is asked at most every five seconds, so shorter pauses would learn nothing. */
const pausesMilliseconds = [2000, 3000, 5000, 5000, 6000, 8000, 12_000, 20_000];

type PageState = 'loading' | 'found' | 'wrong-link' | 'unreachable';

const titles: Readonly<Record<PageState, string>> = {
  loading: say`Your order`,
  found: say`Your order`,
  'wrong-link': say`This link opens no order`,
  unreachable: say`We can't reach the shop right now`,
};

const page = part(document, 'order-page', HTMLElement);
/** Which look-up is the newest: an older one, for another link, must not draw over it. */
let current = 0;

part(page, 'retry', HTMLButtonElement).addEventListener('click', () => {
  // The button goes while the page looks, so the focus goes to where the order begins.
  part(page, 'title', HTMLElement).focus();
  void lookUp();
});
part(page, 'print', HTMLButtonElement).addEventListener('click', () => print());
addEventListener('hashchange', () => void lookUp());
addEventListener('online', () => {
  if (page.dataset.state === 'unreachable') void lookUp();
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void lookUp();
});
void lookUp();

async function lookUp(): Promise<void> {
  current += 1;
  const mine = current;
  const link = location.hash.slice(1);
  if (!link) return show('wrong-link');
  show('loading');
  for (const pause of [...pausesMilliseconds, undefined]) {
    const reply = await postJson<OrderView>(apiPaths.orderView, { link });
    if (mine !== current) return;
    if (reply.state === 'refused' && reply.problem.status < 500) return show('wrong-link');
    if (reply.state !== 'answered') return show('unreachable');
    const order = reply.answer;
    const isWaiting = pause !== undefined && (order.state === 'open' || order.state === 'processing');
    drawOrder(page, order, isWaiting);
    // Whether the days are over, the page says that the press leads to.
    part(page, 'withdraw', HTMLElement).hidden = !order.paidAt || order.state === 'cancelled';
    part(page, 'withdraw-link', HTMLInputElement).value = link;
    show('found');
    settleBag(order, link);
    if (!isWaiting) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (mine !== current) return;
  }
}

/** The bag that this order came from gives up what was bought; a bag on another device was never its own. */
function settleBag(order: OrderView, link: string): void {
  if (readBag().checkout !== link) return;
  switch (order.state) {
    case 'expired':
    case 'failed':
      changeBag(withoutCheckout);
      return;
    case 'open':
    case 'processing':
      return;
    default:
      if (!order.paidAt) {
        changeBag(withoutCheckout);
        return;
      }
      changeBag((bag) => removeBought(bag, order.lines));
      part(page, 'bag-emptied', HTMLElement).hidden = false;
  }
}

function show(state: PageState): void {
  page.dataset.state = state;
  setText(part(page, 'title', HTMLElement), titles[state]);
  for (const name of ['loading', 'found', 'wrong-link', 'unreachable'] as const) {
    part(page, name, HTMLElement).hidden = name !== state;
  }
}
