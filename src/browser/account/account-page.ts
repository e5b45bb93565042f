/** The account's page: what it holds, each of it with its way to change it. */

import type { AccountActDone, AccountView, MailSent } from '../../api/account-answers.ts';
import type { AccountConsent } from '../../api/consent-answers.ts';
import type { ObjectionsAnswer } from '../../api/objection-answers.ts';
import type { RequestOpened } from '../../api/request-answers.ts';
import { apiPaths, paths } from '../../paths.ts';
import type { Reply } from '../ask.ts';
import { dayInWords } from '../day-in-words.ts';
import { part, setText } from '../part.ts';
import { onSubmit } from './form.ts';
import { showOrders } from './order-list.ts';
import { forgetSession, getSignedIn, isSignedIn, keepObjection, onSessionElsewhere, postSignedIn } from './session.ts';
import { showPart } from './show-part.ts';
import { afterStepUp } from './step-up.ts';
import './show-password.ts';
import { say } from '../../words/say.ts';

const states = ['looking', 'signed-out', 'unreachable', 'signed-in', 'deleted'];

part(document, 'retry', HTMLButtonElement).addEventListener('click', () => void show());
part(document, 'sign-out', HTMLButtonElement).addEventListener('click', () => void signOut());
part(document, 'sign-out-everywhere', HTMLButtonElement).addEventListener('click', () => void signOutEverywhere());
change<AccountActDone>(
  'change-username',
  ({ username }) => postSignedIn(apiPaths.accountUsername, { username }),
  say`Your name is changed.`,
);
change<MailSent>(
  'change-email',
  ({ email }) => afterStepUp(() => postSignedIn(apiPaths.accountEmail, { email })),
  say`A letter with a link is on its way to the new address. Until you press it, the old one stays.`,
);
change<AccountActDone>(
  'change-password',
  ({ password }) => afterStepUp(() => postSignedIn(apiPaths.accountPassword, { password })),
  say`Your password is changed, and your other devices are signed out.`,
);
onSubmit<RequestOpened>(
  part(document, 'ask', HTMLFormElement),
  ({ kind, words }) =>
    afterStepUp(() => postSignedIn(apiPaths.accountRequests, { kind, words: words ?? '', orderNumber: '' })),
  ({ link }) => location.assign(paths.privacyRequestStatus(link)),
);
consentForm('give-consent', true, say`A letter is in your mailbox. It counts once you have confirmed it there.`);
consentForm('withdraw-consent', false, say`Taken back. You hear about your orders alone.`);
objectionForm('object', true);
objectionForm('allow-analytics', false);
onSubmit<AccountActDone>(
  part(document, 'delete', HTMLFormElement),
  () => afterStepUp(() => postSignedIn(apiPaths.accountDelete)),
  () => {
    forgetSession();
    showPart(states, 'deleted');
  },
);
onSessionElsewhere(() => void show());
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void show();
});
void show();

async function show(): Promise<void> {
  if (!isSignedIn()) return showPart(states, 'signed-out');
  const reply = await getSignedIn<AccountView>(apiPaths.account);
  if (reply.state === 'answered') {
    draw(reply.answer);
    showPart(states, 'signed-in');
    await showOrders();
  } else {
    showPart(states, isSignedIn() ? 'unreachable' : 'signed-out');
  }
}

function draw(account: AccountView): void {
  keepObjection(account.objectsToAnalytics);
  setText(part(document, 'username', HTMLElement), account.username);
  setText(part(document, 'email', HTMLElement), account.email);
  setText(part(document, 'since', HTMLElement), dayInWords(account.createdAt));
  part(document, 'consents', HTMLElement).hidden = !account.hasMarketingConsent;
  part(document, 'no-consent', HTMLElement).hidden = account.hasMarketingConsent;
  part(document, 'objects', HTMLElement).hidden = !account.objectsToAnalytics;
  part(document, 'no-objection', HTMLElement).hidden = account.objectsToAnalytics;
}

/** Given and taken back with one press each. */
function consentForm(name: string, wanted: boolean, words: string): void {
  onSubmit<AccountConsent>(
    part(document, name, HTMLFormElement),
    () => postSignedIn(apiPaths.accountConsent, { wanted }),
    () => {
      setText(part(document, 'consent-said', HTMLElement), words);
      void redraw();
    },
  );
}

function objectionForm(name: string, analytics: boolean): void {
  onSubmit<ObjectionsAnswer>(
    part(document, name, HTMLFormElement),
    () => postSignedIn(apiPaths.objections, { analytics }),
    () => void redraw(),
  );
}

/** A form that changes one thing: what came of it is said beside it, and the page shows it. */
function change<Answer>(
  name: string,
  send: (fields: Readonly<Record<string, string>>) => Promise<Reply<Answer>>,
  words: string,
): void {
  const form = part(document, name, HTMLFormElement);
  const said = part(form, 'said', HTMLElement);
  onSubmit<Answer>(
    form,
    (fields) => {
      setText(said, '');
      return send(fields);
    },
    () => {
      form.reset();
      setText(said, words);
      void redraw();
    },
  );
}

async function redraw(): Promise<void> {
  const reply = await getSignedIn<AccountView>(apiPaths.account);
  if (reply.state === 'answered') draw(reply.answer);
}

/** This browser forgets its side whatever the network says; a session that only the server has ends by itself. */
async function signOut(): Promise<void> {
  await postSignedIn<AccountActDone>(apiPaths.accountSignOut);
  forgetSession();
  location.assign(paths.accountSignIn);
}

/** About other devices nothing is claimed that the server hasn't done. */
async function signOutEverywhere(): Promise<void> {
  const reply = await postSignedIn<AccountActDone>(apiPaths.accountSignOutEverywhere);
  if (reply.state === 'answered') forgetSession();
  if (!isSignedIn()) return location.assign(paths.accountSignIn);
  const words = say`We can’t reach the shop right now. You are still signed in, here and elsewhere. Please try again.`;
  setText(part(document, 'sessions-said', HTMLElement), words);
}
