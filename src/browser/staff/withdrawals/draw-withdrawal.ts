/** A withdrawal in the desk's words, and the forms of what may be done about it. */
import { dayInWords } from '../../../api/day-in-words.ts';
import type { DeskWithdrawal, DeskWithdrawalAct, DeskWithdrawalDone } from '../../../api/withdrawal-answers.ts';
import { formatMoney, toMinor } from '../../../catalog/money.ts';
import { apiPaths, paths } from '../../../paths.ts';
import { copyOf, part, setText } from '../../part.ts';
import { postToDesk } from '../ask-desk.ts';
import { whatWentWrong } from '../open-desk.ts';

const dayMilliseconds = 24 * 60 * 60_000;

const addresses: Readonly<Record<DeskWithdrawalAct, string>> = {
  label: apiPaths.staffWithdrawalLabel,
  arrival: apiPaths.staffWithdrawalArrival,
  refund: apiPaths.staffWithdrawalRefund,
};

/** @param done what the page does once an act is done, with the sentence that says so */
export function drawWithdrawal(
  work: HTMLElement,
  withdrawal: DeskWithdrawal,
  done: (said: string) => Promise<void>,
): HTMLElement {
  const element = copyOf(work, 'line');
  element.dataset['standing'] = withdrawal.standing;
  const write = (name: string, words: string) => setText(part(element, name, HTMLElement), words);
  write('when', whenWords(withdrawal, Date.now()));
  write('on', `Withdrawn on ${dayInWords(withdrawal.at)}`);
  const open = part(element, 'open', HTMLAnchorElement);
  open.href = paths.staffOrder(withdrawal.orderNumber);
  setText(open, withdrawal.id);
  part(element, 'pieces', HTMLElement).replaceChildren(
    ...withdrawal.pieces.map((piece) => {
      const line = copyOf(work, 'entry');
      line.textContent = pieceWords(piece);
      return line;
    }),
  );
  write('money', moneyWords(withdrawal));
  write('standing', standingWords(withdrawal));
  for (const act of ['label', 'arrival', 'refund'] as const) prepare(element, withdrawal, act, done);
  return element;
}

function prepare(
  element: HTMLElement,
  withdrawal: DeskWithdrawal,
  act: DeskWithdrawalAct,
  done: (said: string) => Promise<void>,
): void {
  const details = element.querySelector<HTMLElement>(`[data-act="${act}"]`);
  const form = details?.querySelector('form');
  const button = form?.querySelector('button');
  if (!details || !form || !button) throw new Error(`No form for ${act}.`);
  details.hidden = !withdrawal.acts.includes(act);
  if (act === 'refund') fitRefund(form, withdrawal);
  const said = part(form, 'said', HTMLElement);
  const first = button.textContent;
  /** What a second press would do: money that has left does not come back. */
  let sure = '';
  form.addEventListener('input', () => {
    sure = '';
    button.textContent = first;
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const words = act === 'refund' ? refundWords(form, withdrawal) : '';
    if (words !== sure) {
      sure = words;
      setText(said, words);
      button.textContent = 'Yes, pay it back';
      return;
    }
    button.disabled = true;
    const address = addresses[act].replace(':id', withdrawal.id);
    const reply = await postToDesk<DeskWithdrawalDone>(address, bodyOf(form, act, withdrawal));
    button.disabled = false;
    if (reply.state === 'answered') return done(reply.answer.said);
    setText(said, whatWentWrong(reply));
  });
}

/** A loss is kept back of what has come back; what is out goes into stock when its arrival is noted. */
function fitRefund(form: HTMLFormElement, { arrivedAt, goods, currency }: DeskWithdrawal): void {
  setText(part(form, 'currency', HTMLElement), currency);
  part(form, 'loss-part', HTMLElement).hidden = arrivedAt === undefined;
  part(form, 'restock-part', HTMLElement).hidden = goods === 'out';
}

function lossIn(form: HTMLFormElement, { currency }: DeskWithdrawal): number {
  const written = String(new FormData(form).get('loss') ?? '').replace(',', '.');
  return Math.round(toMinor(Number(written), currency));
}

function refundWords(form: HTMLFormElement, withdrawal: DeskWithdrawal): string {
  const money = (minor: number) => formatMoney(minor, withdrawal.currency);
  const lossMinor = lossIn(form, withdrawal);
  const kept = lossMinor > 0 ? `, less ${money(lossMinor)} that is kept back,` : '';
  return `You pay back ${money(withdrawal.amountMinor)}${kept} for ${withdrawal.id}. Press once more to do it.`;
}

function bodyOf(form: HTMLFormElement, act: DeskWithdrawalAct, withdrawal: DeskWithdrawal): object {
  const given = new FormData(form);
  switch (act) {
    case 'label':
      return { address: String(given.get('address')).trim() };
    case 'arrival':
      return { restock: given.get('restock') === 'yes' };
    case 'refund':
      return {
        lossMinor: lossIn(form, withdrawal),
        restock: given.has('restock'),
        note: String(given.get('note')).trim(),
      };
  }
}

function whenWords({ standing, dueAt }: DeskWithdrawal, now: number): string {
  const days = Math.floor(Date.parse(dueAt) / dayMilliseconds) - Math.floor(now / dayMilliseconds);
  switch (standing) {
    case 'held':
      return 'Its refund may wait';
    case 'overdue':
      return `Overdue since ${dayInWords(dueAt)}`;
    case 'due':
    case 'due-soon':
      return days <= 0 ? 'Due today' : days === 1 ? 'Due tomorrow' : `Due in ${days} days`;
  }
}

function pieceWords({ name, variant, quantity, toReturn }: DeskWithdrawal['pieces'][number]): string {
  const what = `${quantity} × ${name}${variant ? `, ${variant}` : ''}`;
  if (toReturn === 0) return `${what}: never left`;
  return toReturn < quantity ? `${what}: ${toReturn} to come back, the rest never left` : what;
}

function moneyWords({ piecesMinor, deliveryMinor, amountMinor, currency }: DeskWithdrawal): string {
  const money = (minor: number) => formatMoney(minor, currency);
  const delivery = deliveryMinor > 0 ? ` and delivery ${money(deliveryMinor)}` : '';
  return `${money(amountMinor)} to be paid back: pieces ${money(piecesMinor)}${delivery}.`;
}

function standingWords(withdrawal: DeskWithdrawal): string {
  const { goods, arrivedAt, sentAt, sentProof, labelSentAt, labelAskedAt, isRestricted } = withdrawal;
  const said = [
    goods === 'in-house' ? 'Nothing has to come back' : '',
    arrivedAt ? `Back since ${dayInWords(arrivedAt)}` : '',
    sentAt && !arrivedAt ? `On its way since ${dayInWords(sentAt)}${sentProof ? ` (${sentProof})` : ''}` : '',
    labelSentAt ? `Label sent on ${dayInWords(labelSentAt)}` : labelAskedAt ? 'A label is asked for' : '',
    isRestricted ? 'The data is restricted' : '',
  ].filter(Boolean);
  return said.join('. ');
}
