/**
 * The preferences page. What a mailed link opens is in the fragment, which no server
 * sees: `confirm.<token>` of a wish, or the lasting link of a consent. Looking uses
 * nothing up; only a press does.
 */

import type { Asked, ConsentConfirmed, ConsentView, WishAnswer } from '../api/consent-answers.ts';
import { apiPaths } from '../paths.ts';
import { say } from '../words/say.ts';
import { postJson, type Reply } from './ask.ts';
import { dayInWords } from './day-in-words.ts';
import { part, setText } from './part.ts';

const states = ['ask', 'confirm', 'standing', 'withdrawn', 'refused', 'unreachable'] as const;
type PageState = (typeof states)[number];

const confirmPrefix = 'confirm.';
const page = part(document, 'preferences-page', HTMLElement);
const loading = page.querySelector<HTMLElement>('[data-part="loading"]');
let isBusy = false;

// The Worker has filled in the answer to a form: there is no link to look at.
if (page.dataset['state'] === 'loading') {
  part(page, 'confirm-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void once(confirm);
  });
  part(page, 'withdraw-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void once(withdraw);
  });
  part(page, 'retry', HTMLButtonElement).addEventListener('click', () => void once(look));
  addEventListener('hashchange', () => void once(look));
  void once(look);
}

/** What is pressed twice is done once. */
async function once(act: () => Promise<void>): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  await act();
  isBusy = false;
}

async function look(): Promise<void> {
  const link = location.hash.slice(1);
  if (!link) return show('ask', { isFirst: true });
  if (!link.startsWith(confirmPrefix)) {
    const view = await postJson<ConsentView>(apiPaths.consentView, { link });
    return taken(view) ? showConsent(view.answer, link) : undefined;
  }
  const reply = await postJson<WishAnswer>(apiPaths.consentWish, { token: link.slice(confirmPrefix.length) });
  if (!taken(reply)) return;
  if (reply.answer.state !== 'asked') return showConfirmed(reply.answer);
  setText(part(page, 'wish-wording', HTMLElement), reply.answer.wording);
  setText(part(page, 'wish-asked', HTMLElement), whenAndWhere(reply.answer));
  show('confirm');
}

async function confirm(): Promise<void> {
  const token = location.hash.slice(1 + confirmPrefix.length);
  const reply = await postJson<ConsentConfirmed>(apiPaths.consentConfirm, { token });
  if (taken(reply)) showConfirmed(reply.answer);
}

async function withdraw(): Promise<void> {
  const link = part(page, 'link', HTMLInputElement).value;
  const reply = await postJson<ConsentView>(apiPaths.consentWithdraw, { link });
  if (taken(reply)) showConsent(reply.answer, link);
}

/** The lasting link takes the used one's place in the address, so that the page can be opened again. */
function showConfirmed({ state, link, consent }: ConsentConfirmed): void {
  history.replaceState(null, '', `#${link}`);
  showConsent(consent, link, state === 'confirmed' ? say`Thank you. It is confirmed` : say`It is confirmed already`);
}

function showConsent(consent: ConsentView, link: string, title = say`You have asked to hear from us`): void {
  setText(part(page, 'standing-title', HTMLElement), title);
  const section = part(page, consent.state, HTMLElement);
  setText(part(section, 'wording', HTMLElement), consent.wording);
  setText(part(section, 'asked', HTMLElement), whenAndWhere(consent));
  setText(part(section, 'confirmed', HTMLElement), dayInWords(consent.confirmedAt));
  if (consent.withdrawnAt) {
    setText(part(section, 'withdrawn-on', HTMLElement), dayInWords(consent.withdrawnAt));
  }
  part(page, 'link', HTMLInputElement).value = link;
  show(consent.state);
}

function whenAndWhere({ askedAt, where }: Asked): string {
  return say`${dayInWords(askedAt)}, in ${where}`;
}

/** Whether there is an answer; without one the page says what is the matter. */
function taken<Answer>(reply: Reply<Answer>): reply is Extract<Reply<Answer>, { state: 'answered' }> {
  if (reply.state === 'answered') return true;
  if (reply.state === 'refused' && reply.problem.status < 500) {
    setText(part(page, 'refused-title', HTMLElement), reply.problem.title.replace(/\.$/, ''));
    setText(part(page, 'refused-detail', HTMLElement), reply.problem.detail);
    show('refused');
  } else show('unreachable');
  return false;
}

/** The focus goes where the state begins; on a first look it stays where the browser puts it. */
function show(state: PageState, { isFirst = false } = {}): void {
  if (loading) loading.hidden = true;
  page.dataset['state'] = state;
  for (const name of states) part(page, name, HTMLElement).hidden = name !== state;
  if (!isFirst) part(page, state, HTMLElement).querySelector('h2')?.focus();
}
