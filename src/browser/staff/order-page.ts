/** One order at the desk: how it stands, what may be done about it by whoever is signed in, and what has happened. */
import type { StaffOrder } from '../../api/staff-orders.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';
import { prepareOrderActs } from './order-acts.ts';
import { drawOrder } from './order-view.ts';

const page = part(document, 'order', HTMLElement);
const said = part(document, 'order-said', HTMLElement);
/** Which look is the newest: an older one, of another order, must not draw over it. */
let current = 0;

const acts = prepareOrderActs(page, async (words) => {
  await look();
  setText(said, words);
  // The form that was used has gone: the focus goes to where it says what came of it.
  part(document, 'title', HTMLElement).focus();
});

// What came of the last act is not what comes of the next.
page.addEventListener('submit', () => setText(said, ''));
addEventListener('hashchange', () => void look());
openDesk(look);

async function look(): Promise<void> {
  current += 1;
  const mine = current;
  page.hidden = true;
  const number = decodeURIComponent(location.hash.slice(1));
  if (number === '') return setText(said, 'No order is named here. Open one from the orders.');
  setText(said, 'We are looking for it.');
  const address = apiPaths.staffOrderView.replace(':number', encodeURIComponent(number));
  const reply = await postToDesk<StaffOrder>(address, {});
  if (mine !== current) return;
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  setText(said, '');
  drawOrder(document, reply.answer);
  acts.offer(reply.answer);
  page.hidden = false;
}
