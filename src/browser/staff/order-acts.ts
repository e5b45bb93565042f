/** One act at a time about an order: its form, then what it does in a sentence, and only a yes does it. */
import type { StaffOrder, StaffOrderAct, StaffOrderDone, StaffPieces } from '../../api/staff-orders.ts';
import { formatMoney, toMinor } from '../../catalog/money.ts';
import { apiPaths } from '../../paths.ts';
import { copyOf, part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { whatWentWrong } from './open-desk.ts';
import { pieceWords } from './order-view.ts';

const acts: Readonly<Record<StaffOrderAct, { readonly path: string; readonly choice: string; readonly sure: string }>> =
  {
    prepare: { path: apiPaths.staffOrderPrepare, choice: 'Prepare it', sure: 'You begin to prepare it.' },
    release: {
      path: apiPaths.staffOrderRelease,
      choice: 'Release it',
      sure: 'You have looked at it, and it may be prepared.',
    },
    'clear-flag': {
      path: apiPaths.staffOrderClearFlag,
      choice: 'Clear the flag',
      sure: 'You have looked at it, and nothing is wrong with it.',
    },
    ship: {
      path: apiPaths.staffOrderParcels,
      choice: 'Send a parcel',
      sure: 'A parcel leaves, and the shopper is told:',
    },
    complete: {
      path: apiPaths.staffOrderComplete,
      choice: 'Nothing else follows',
      sure: 'What has not left is not sent any more.',
    },
    'note-delivery': {
      path: apiPaths.staffOrderParcelDelivered,
      choice: 'A parcel has arrived',
      sure: 'It has arrived:',
    },
    'note-loss': { path: apiPaths.staffOrderParcelLost, choice: 'A parcel is lost', sure: 'It is lost:' },
    resend: {
      path: apiPaths.staffOrderResend,
      choice: 'Send again what is lost',
      sure: 'What is lost is prepared once more.',
    },
    return: { path: apiPaths.staffOrderReturn, choice: 'It came back', sure: 'The pieces are back in the house.' },
    refund: { path: apiPaths.staffOrderRefunds, choice: 'Pay back', sure: 'You pay back' },
    hold: {
      path: apiPaths.staffOrderHold,
      choice: 'Hold it for a look',
      sure: 'Nothing else happens to it until somebody releases it.',
    },
    cancel: {
      path: apiPaths.staffOrderCancel,
      choice: 'Cancel it',
      sure: 'It is cancelled, all that is left is paid back, and the shopper is told.',
    },
  };

interface Desk {
  readonly page: HTMLElement;
  readonly form: HTMLFormElement;
  readonly sure: HTMLElement;
  order: StaffOrder | undefined;
  chosen: StaffOrderAct | undefined;
  /** Made once for one wish to pay back: whoever presses twice pays back once. */
  attempt: string;
}

/** @param done what the page does once an act is done, with the sentence that says so */
export function prepareOrderActs(
  page: HTMLElement,
  done: (said: string) => Promise<void>,
): { offer(order: StaffOrder): void } {
  const form = part(page, 'act-form', HTMLFormElement);
  const desk: Desk = {
    page,
    form,
    sure: part(page, 'sure', HTMLElement),
    order: undefined,
    chosen: undefined,
    attempt: '',
  };
  form.addEventListener('input', () => {
    // What was asked once more is not what would be done any more.
    desk.sure.hidden = true;
    followFields(desk);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    askOnceMore(desk);
  });
  part(desk.sure, 'no', HTMLButtonElement).addEventListener('click', () => {
    desk.sure.hidden = true;
    part(form, 'ask', HTMLButtonElement).focus();
  });
  part(desk.sure, 'yes', HTMLButtonElement).addEventListener('click', () => void carryOut(desk, done));
  return { offer: (order) => offer(desk, order) };
}

function offer(desk: Desk, order: StaffOrder): void {
  const { page, form, sure } = desk;
  desk.order = order;
  desk.chosen = undefined;
  form.hidden = true;
  sure.hidden = true;
  part(page, 'acts-part', HTMLElement).hidden = order.acts.length === 0;
  const choices = part(page, 'choices', HTMLElement);
  const shown = (Object.keys(acts) as StaffOrderAct[]).filter((act) => order.acts.includes(act));
  choices.replaceChildren(
    ...[...choices.querySelectorAll('legend')],
    ...shown.map((act) => {
      const choice = copyOf(page, 'choice');
      const [input, label] = choice.children;
      if (label) label.textContent = acts[act].choice;
      input?.addEventListener('change', () => choose(desk, act));
      return choice;
    }),
  );
}

function choose(desk: Desk, act: StaffOrderAct): void {
  const { page, form, sure, order } = desk;
  if (!order) return;
  form.reset();
  desk.chosen = act;
  desk.attempt = crypto.randomUUID();
  form.hidden = false;
  sure.hidden = true;
  setText(part(form, 'act-said', HTMLElement), '');
  askWhy(form, act, order);
  setText(part(form, 'currency', HTMLElement), order.currency);
  setText(part(form, 'quantities-of', HTMLElement), act === 'ship' ? 'What is in it' : 'Which pieces');
  part(form, 'quantities', HTMLElement).replaceChildren(
    ...order.lines.map((line) => {
      const element = copyOf(page, 'quantity');
      const [input, label] = element.children;
      if (label) label.textContent = pieceWords({ ...line, quantity: 1 });
      const most = act === 'ship' ? line.remaining : line.quantity - line.refunded;
      if (input instanceof HTMLInputElement) {
        input.dataset['position'] = String(line.position);
        input.max = String(most);
        input.value = act === 'ship' ? String(most) : '0';
      }
      return element;
    }),
  );
  const parcels = order.parcels.filter(
    ({ deliveredAt, lostAt }) => !deliveredAt && (act === 'note-delivery' || !lostAt),
  );
  part(form, 'parcel', HTMLSelectElement).replaceChildren(
    ...parcels.map(({ id, carrier, trackingNumber }) => new Option(`${carrier} ${trackingNumber}`, id)),
  );
  for (const input of form.querySelectorAll<HTMLInputElement>('[name="carrier"]')) {
    input.checked = order.delivery.name.startsWith(input.value);
  }
  followFields(desk);
}

/** Whoever releases what is flagged says why. It goes into the log of what staff do, which has room for less. */
function askWhy(form: HTMLFormElement, act: StaffOrderAct, { flags }: StaffOrder): void {
  const needed = (act === 'release' || act === 'clear-flag') && flags.some(({ kind }) => kind === 'fraud');
  const note = part(form, 'note', HTMLTextAreaElement);
  note.required = needed;
  note.maxLength = needed ? 200 : 500;
  setText(
    part(form, 'note-words', HTMLElement),
    needed ? `Why it is well. ${readByShopper}` : `${ifNeeded} ${readByShopper}`,
  );
}

const ifNeeded = 'A note, if there is something to remember.';
const readByShopper = 'The shopper reads it in a copy of their data';

/** The fields of the chosen act are there, and no others: a hidden one that is required would stop the form. */
function followFields({ form, chosen = 'hold' }: Desk): void {
  const what = new FormData(form).get('what');
  const wanted = ['every', chosen, ...(chosen === 'refund' ? [`refund-${what}`] : [])];
  for (const field of form.querySelectorAll<HTMLElement>('[data-for]')) {
    field.hidden = !wanted.some((name) => field.dataset['for']?.split(' ').includes(name));
    for (const input of field.querySelectorAll<HTMLInputElement>('input, select, textarea'))
      input.disabled = field.hidden;
  }
}

function askOnceMore({ form, sure, order, chosen }: Desk): void {
  if (!order || !chosen) return;
  const words = sentenceOf(form, order, chosen);
  setText(part(form, 'act-said', HTMLElement), words === undefined ? 'Name at least one piece.' : '');
  if (words === undefined) return;
  setText(part(sure, 'sure-words', HTMLElement), words);
  setText(part(sure, 'yes', HTMLButtonElement), `Yes: ${acts[chosen].choice.toLowerCase()}`);
  sure.hidden = false;
  part(sure, 'sure-words', HTMLElement).focus();
}

/** What a yes would do; undefined where no piece is named. */
function sentenceOf(form: HTMLFormElement, order: StaffOrder, act: StaffOrderAct): string | undefined {
  const given = new FormData(form);
  const pieces = piecesIn(form);
  const named = pieces.flatMap(({ position, quantity }) => {
    const line = order.lines.find((one) => one.position === position);
    return line ? [pieceWords({ ...line, quantity })] : [];
  });
  const { sure } = acts[act];
  if (act === 'ship') {
    if (pieces.length === 0) return undefined;
    return `${sure} ${named.join('; ')}, by ${given.get('carrier')} ${given.get('trackingNumber')}.`;
  }
  if (act === 'refund') {
    const what = given.get('what');
    if (what === 'lines' && pieces.length === 0) return undefined;
    if (what === 'lines') {
      return `${sure} ${named.join('; ')}${given.get('restock') ? ', and it is back in stock' : ''}. Nothing else comes back into stock.`;
    }
    const minor = what === 'whole' ? order.totalMinor - order.refundedMinor : amountIn(given, order);
    return `${sure} ${formatMoney(minor, order.currency)}. Nothing comes back into stock.`;
  }
  if (act === 'note-delivery' || act === 'note-loss') {
    return `${sure} ${part(form, 'parcel', HTMLSelectElement).selectedOptions[0]?.text ?? ''}.`;
  }
  if (act !== 'cancel' && act !== 'return') return sure;
  return `${sure} ${given.get('back') === 'all' ? 'All of it is back in stock.' : 'Nothing comes back into stock.'}`;
}

async function carryOut(
  { form, sure, order, chosen, attempt }: Desk,
  done: (said: string) => Promise<void>,
): Promise<void> {
  if (!order || !chosen) return;
  const given = new FormData(form);
  const path = acts[chosen].path
    .replace(':number', order.number)
    .replace(':parcel', encodeURIComponent(String(given.get('parcel'))));
  const yes = part(sure, 'yes', HTMLButtonElement);
  yes.disabled = true;
  const reply = await postToDesk<StaffOrderDone>(path, bodyOf(form, order, chosen, attempt));
  yes.disabled = false;
  if (reply.state === 'answered') return done(reply.answer.said);
  sure.hidden = true;
  setText(part(form, 'act-said', HTMLElement), whatWentWrong(reply));
  part(form, 'ask', HTMLButtonElement).focus();
}

function bodyOf(form: HTMLFormElement, order: StaffOrder, act: StaffOrderAct, attempt: string): object {
  const given = new FormData(form);
  const words = String(given.get('note') ?? '').trim();
  const note = words ? { note: words } : {};
  switch (act) {
    case 'ship':
      return {
        ...note,
        carrier: given.get('carrier'),
        trackingNumber: given.get('trackingNumber'),
        lines: piecesIn(form),
        isLast: given.has('isLast'),
      };
    case 'cancel':
    case 'return':
      return { ...note, ...(given.get('back') === 'all' ? { restock: 'all' } : {}) };
    case 'refund':
      return {
        ...note,
        attempt,
        what: whatOf(form, given, order),
        reason: given.get('reason'),
        restock: given.has('restock'),
      };
    default:
      return note;
  }
}

function whatOf(form: HTMLFormElement, given: FormData, order: StaffOrder): object {
  const kind = given.get('what');
  if (kind === 'lines') return { kind, lines: piecesIn(form) };
  return kind === 'amount' ? { kind, amountMinor: amountIn(given, order) } : { kind };
}

function amountIn(given: FormData, { currency }: StaffOrder): number {
  return Math.round(toMinor(Number(String(given.get('amount')).replace(',', '.')), currency));
}

function piecesIn(form: HTMLFormElement): StaffPieces[] {
  return [...form.querySelectorAll<HTMLInputElement>('[data-position]:enabled')].flatMap((input) => {
    const quantity = Number(input.value);
    return quantity > 0 ? [{ position: Number(input.dataset['position']), quantity }] : [];
  });
}
