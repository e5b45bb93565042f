/** The forms of a breach that are done by their own button: what is known, the authority, the other ways, the end. */
import type { DeskBreach } from '../../../api/breach-answers.ts';
import type { DeskDone } from '../../../api/desk-answers.ts';
import { apiPaths } from '../../../paths.ts';
import { part, setText } from '../../part.ts';
import { postToDesk } from '../ask-desk.ts';
import { whatWentWrong } from '../open-desk.ts';
import { asUtc, nowInUtc } from './draw-clocks.ts';

export type Done = (said: string) => Promise<void>;

const acts: readonly {
  readonly form: string;
  readonly path: string;
  readonly body: (given: FormData) => Readonly<Record<string, unknown>>;
}[] = [
  {
    form: 'facts',
    path: apiPaths.staffBreachFacts,
    body: (given) => ({ ...Object.fromEntries(given), data: given.getAll('data') }),
  },
  {
    form: 'authority',
    path: apiPaths.staffBreachAuthority,
    body: (given) => ({ delayReason: '', ...Object.fromEntries(given), toldAt: asUtc(given.get('toldAt')) }),
  },
  { form: 'otherwise', path: apiPaths.staffBreachOtherwise, body: (given) => Object.fromEntries(given) },
  { form: 'close', path: apiPaths.staffBreachClose, body: (given) => Object.fromEntries(given) },
];

export function prepareForms(page: HTMLElement, done: Done): { follow(breach: DeskBreach): void } {
  let seen: DeskBreach | undefined;
  for (const { form: name, path, body } of acts) {
    const form = part(page, name, HTMLFormElement);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (seen) void send(form, pathOf(path, seen), { ...body(new FormData(form)), revision: seen.revision }, done);
    });
  }
  prepareCopy(page);
  part(page, 'facts', HTMLFormElement).addEventListener('change', () => countChosen(page));
  return {
    follow(breach) {
      seen = breach;
      fillFacts(page, breach);
      fillAuthority(page, breach);
      showWhatIsOpen(page, breach);
    },
  };
}

export function pathOf(path: string, { number }: DeskBreach): string {
  return path.replace(':number', number);
}

/** Does what a form asks, once however often its button is pressed, and says beside it why it was refused. */
export async function send(form: HTMLElement, path: string, body: object, done: Done): Promise<void> {
  const said = part(form, 'form-said', HTMLElement);
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  setText(said, 'One moment.');
  const reply = await postToDesk<DeskDone>(path, body);
  form.removeAttribute('aria-busy');
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  setText(said, '');
  return done(reply.answer.said);
}

function fillFacts(page: HTMLElement, breach: DeskBreach): void {
  const form = part(page, 'facts', HTMLFormElement);
  for (const name of ['happened', 'consequences', 'measures', 'riskReason'] as const) {
    const field = form.querySelector<HTMLTextAreaElement>(`[name="${name}"]`);
    if (field) field.value = breach[name];
  }
  for (const box of form.querySelectorAll<HTMLInputElement>('[name="data"]')) {
    box.checked = breach.data.includes(box.value);
  }
  for (const choice of form.querySelectorAll<HTMLInputElement>('[name="risk"]')) {
    choice.checked = choice.value === breach.risk;
  }
  countChosen(page);
}

function countChosen(page: HTMLElement): void {
  const all = page.querySelectorAll('[name="data"]:checked').length;
  setText(part(page, 'data-chosen', HTMLElement), all === 0 ? 'none chosen' : `${all} chosen`);
  for (const table of page.querySelectorAll('[data-table]')) {
    const count = table.querySelectorAll(':checked').length;
    const chosen = table.querySelector('[data-chosen]');
    if (chosen) setText(chosen, count === 0 ? '' : `${count} chosen`);
  }
}

function fillAuthority(page: HTMLElement, { drafts, clocks }: DeskBreach): void {
  const form = part(page, 'authority', HTMLFormElement);
  form.reset();
  const words = form.querySelector<HTMLTextAreaElement>('[name="words"]');
  if (words) words.value = drafts.authority;
  const toldAt = form.querySelector<HTMLInputElement>('[name="toldAt"]');
  if (toldAt) toldAt.value = nowInUtc();
  const isLate = clocks.some(({ clock, standing }) => clock === 'authority' && standing === 'over');
  part(form, 'delay', HTMLElement).hidden = !isLate;
}

function showWhatIsOpen(page: HTMLElement, { closedAt, missing }: DeskBreach): void {
  const isOpen = closedAt === undefined;
  for (const name of ['facts', 'authority', 'otherwise', 'close']) {
    for (const field of part(page, name, HTMLFormElement).elements) field.toggleAttribute('disabled', !isOpen);
  }
  for (const name of ['authority', 'otherwise-part', 'close-part']) part(page, name, HTMLElement).hidden = !isOpen;
  part(page, 'close', HTMLFormElement).hidden = missing.length > 0 || !isOpen;
}

/** The notice goes on the authority's own form: it is copied, or taken along as a file that no server makes. */
function prepareCopy(page: HTMLElement): void {
  const form = part(page, 'authority', HTMLFormElement);
  const text = () => String(new FormData(form).get('words') ?? '');
  part(form, 'copy', HTMLButtonElement).addEventListener('click', async () => {
    const said = part(form, 'copy-said', HTMLElement);
    try {
      await navigator.clipboard.writeText(text());
      setText(said, 'It is copied.');
    } catch {
      // A browser that gives no clipboard to pages still lets somebody select the text.
      setText(said, 'This browser copies nothing by itself. Select the text, or download it.');
    }
  });
  const download = part(form, 'download', HTMLAnchorElement);
  download.addEventListener('click', () => {
    download.href = `data:text/plain;charset=utf-8,${encodeURIComponent(text())}`;
  });
}
