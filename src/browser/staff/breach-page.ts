/** A page about one breach: asks for the one that its address names, draws it, and carries out what is done about it. */
import type { DeskBreach } from '../../api/breach-answers.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { drawBreach } from './breaches/draw-breach.ts';
import { prepareFinding } from './breaches/find-people.ts';
import { prepareForms } from './breaches/forms.ts';
import { prepareNotice } from './breaches/notice.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const page = part(document, 'breach', HTMLElement);
const said = part(document, 'breach-said', HTMLElement);
/** Which look is the newest: an older one, of another breach, must not draw over it. */
let current = 0;

const done = async (words: string) => {
  await look();
  setText(said, words);
  // The form that was used may have gone: the focus goes to where it says what came of it.
  part(document, 'title', HTMLElement).focus();
};
const forms = prepareForms(page, done);
const finding = prepareFinding(page, done);
const notice = prepareNotice(page, done);

addEventListener('hashchange', () => void look());
openDesk(async ({ role }) => {
  if (role === 'privacy' || role === 'owner') return look();
  setText(said, 'The register of breaches is not among what your role includes.');
});

async function look(): Promise<void> {
  current += 1;
  const mine = current;
  const number = decodeURIComponent(location.hash.slice(1));
  part(document, 'to-register', HTMLElement).hidden = number !== '';
  page.hidden = true;
  if (number === '') return setText(said, 'No breach is named here. Open one from the register.');
  setText(said, 'We are looking for it.');
  const address = apiPaths.staffBreachView.replace(':number', encodeURIComponent(number));
  const reply = await postToDesk<DeskBreach>(address, {});
  if (mine !== current) return;
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  setText(said, '');
  drawBreach(document, reply.answer);
  forms.follow(reply.answer);
  finding.follow(reply.answer);
  notice.follow(reply.answer);
  page.hidden = false;
}
