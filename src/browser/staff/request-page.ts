/**
 * One request at the desk: why it is opened, which is written down first; then all that a decision needs, and one act
 * at a time. A reason is for one look: after an act the page looks again for the request's own sake.
 */
import type { DeskRequest } from '../../api/desk-answers.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';
import { prepareActs } from './request-acts.ts';
import { prepareReason } from './request-reason.ts';
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

const reason = prepareReason(document, (why) => look(why));

addEventListener('hashchange', () => void ask());
openDesk(ask);

async function ask(): Promise<void> {
  current += 1;
  page.hidden = true;
  const number = namedHere();
  setText(part(document, 'title', HTMLElement), 'A request');
  setText(said, number === '' ? 'No request is named here. Open one from what is due.' : '');
  reason.ask(number);
}

async function look(why?: string): Promise<void> {
  current += 1;
  const mine = current;
  const number = namedHere();
  page.hidden = true;
  setText(said, 'We are looking for it.');
  const address = apiPaths.staffRequestView.replace(':number', encodeURIComponent(number));
  const reply = await postToDesk<DeskRequest>(address, why ? { why } : {});
  if (mine !== current) return;
  if (reply.state !== 'answered') {
    reason.askAgain();
    return setText(said, whatWentWrong(reply));
  }
  setText(said, '');
  drawRequest(document, reply.answer);
  acts.offer(reply.answer);
  page.hidden = false;
}

function namedHere(): string {
  return decodeURIComponent(location.hash.slice(1));
}
