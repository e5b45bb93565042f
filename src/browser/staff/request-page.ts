/** One request at the desk: all that a decision needs, and one act at a time. */
import type { DeskRequest } from '../../api/desk-answers.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';
import { prepareActs } from './request-acts.ts';
import { drawRequest } from './request-view.ts';

const page = part(document, 'request', HTMLElement);
const said = part(document, 'request-said', HTMLElement);
/** Which look is the newest: an older one, of another request, must not draw over it. */
let current = 0;

const acts = prepareActs(page, async (words) => {
  await look();
  setText(said, words);
  // The form that was used has gone: the focus goes to where it says what came of it.
  part(document, 'title', HTMLElement).focus();
});

addEventListener('hashchange', () => void look());
openDesk(look);

async function look(): Promise<void> {
  current += 1;
  const mine = current;
  const number = decodeURIComponent(location.hash.slice(1));
  page.hidden = true;
  if (number === '') return setText(said, 'No request is named here. Open one from what is due.');
  setText(said, 'We are looking for it.');
  const address = apiPaths.staffRequestView.replace(':number', encodeURIComponent(number));
  const reply = await postToDesk<DeskRequest>(address, {});
  if (mine !== current) return;
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  setText(said, '');
  drawRequest(document, reply.answer);
  acts.offer(reply.answer);
  page.hidden = false;
}
