/**
 * Every page of the desk says who is signed in and as what, or that nobody is. The page
 * itself holds nothing of anybody; whatever it shows is asked of the Worker, which looks at each
 * request anew.
 */
import type { StaffMe, StaffRole } from '../../api/answers.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { type DeskReply, getFromDesk } from './ask-desk.ts';

const states = ['loading', 'signed-in', 'signed-out', 'not-allowed', 'unreachable'] as const;
type DeskState = (typeof states)[number];

const roleWords: Readonly<Record<StaffRole, string>> = {
  fulfilment: 'Fulfilment',
  'client-care': 'Client care',
  privacy: 'Privacy',
  owner: 'Owner',
};

const desk = part(document, 'desk', HTMLElement);

/**
 * Opens a page of the desk: once it is known who is signed in, and each time that this is asked anew.
 *
 * @param work draws what this page is for
 */
export function openDesk(work: (me: StaffMe, desk: HTMLElement) => Promise<void>): void {
  part(desk, 'retry', HTMLButtonElement).addEventListener('click', () => {
    // The button goes while the page asks, so the focus goes to where the desk begins.
    part(desk, 'title', HTMLElement).focus();
    void lookWho(work);
  });
  // The sign-in's pages are at this address too and take over no transition: one that began here would break off there.
  addEventListener('pageswap', ({ viewTransition }) => viewTransition?.skipTransition());
  // A page that comes back from the browser's history may show somebody who has signed out since.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void lookWho(work);
  });
  void lookWho(work);
}

/** A refusal in its own words. A session that has ended takes the whole desk along. */
export function whatWentWrong(reply: Exclude<DeskReply<unknown>, { readonly state: 'answered' }>): string {
  if (reply.state === 'signed-out') show('signed-out');
  if (reply.state === 'refused') return `${reply.problem.title} ${reply.problem.detail}`;
  return 'The desk did not answer. Look at your connection, and whether it was done, before you try again.';
}

async function lookWho(work: Parameters<typeof openDesk>[0]): Promise<void> {
  show('loading');
  const reply = await getFromDesk<StaffMe>(apiPaths.staffMe);
  switch (reply.state) {
    case 'answered':
      drawWho(reply.answer);
      show('signed-in');
      return work(reply.answer, desk);
    case 'signed-out':
      return show('signed-out');
    case 'refused':
      return show(reply.problem.code === 'not-allowed' ? 'not-allowed' : 'unreachable');
    case 'unreachable':
      return show('unreachable');
  }
}

function drawWho({ email, role }: StaffMe): void {
  setText(part(desk, 'email', HTMLElement), email);
  setText(part(desk, 'role', HTMLElement), roleWords[role]);
  for (const room of desk.querySelectorAll<HTMLElement>('[data-only]')) {
    room.hidden = !room.dataset['only']?.split(' ').includes(role);
  }
  setText(part(desk, 'said', HTMLElement), `Signed in as ${email}, ${roleWords[role]}.`);
}

function show(state: DeskState): void {
  desk.dataset.state = state;
  for (const name of states) part(desk, name, HTMLElement).hidden = name !== state;
}
