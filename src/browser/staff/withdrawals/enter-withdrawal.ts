/** The form for a withdrawal that came by e-mail or letter: first its order, then what was declared. */
import type {
  DeskWithdrawalDone,
  OrderToEnterWithdrawal,
  WithdrawalEntering,
} from '../../../api/withdrawal-answers.ts';
import { apiPaths } from '../../../paths.ts';
import { copyOf, part, setText } from '../../part.ts';
import { postToDesk } from '../ask-desk.ts';
import { asUtc, nowInUtc } from '../breaches/draw-clocks.ts';
import { whatWentWrong } from '../open-desk.ts';

const standings: Readonly<Record<OrderToEnterWithdrawal['standing'], string>> = {
  open: '',
  over: 'The days of withdrawal are over: it counts only if it was sent before that.',
  'all-withdrawn': 'Nothing is left to withdraw from.',
  closed: 'It was cancelled, or its pieces are back.',
};

/** @param entered what the page does once one is entered, with the sentence that says so */
export function prepareEntering(work: HTMLElement, entered: (said: string) => Promise<void>): void {
  const room = part(work, 'entry-form', HTMLElement);
  const find = part(room, 'find', HTMLFormElement);
  const form = part(room, 'enter', HTMLFormElement);
  let order: OrderToEnterWithdrawal | undefined;

  find.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = part(find, 'find-said', HTMLElement);
    setText(said, 'We are looking for it.');
    const number = String(new FormData(find).get('number')).trim();
    const address = apiPaths.staffOrderToWithdraw.replace(':number', encodeURIComponent(number));
    const reply = await postToDesk<OrderToEnterWithdrawal>(address, {});
    form.hidden = true;
    if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
    order = reply.answer;
    setText(said, standings[order.standing]);
    if (order.standing === 'open' || order.standing === 'over') fill(room, form, order);
  });
  form.addEventListener('input', () => {
    part(form, 'quantities', HTMLElement).hidden = new FormData(form).get('scope') !== 'some';
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = part(form, 'send', HTMLButtonElement);
    if (!order || button.disabled) return;
    button.disabled = true;
    const reply = await postToDesk<DeskWithdrawalDone>(apiPaths.staffWithdrawals, bodyOf(form, order));
    button.disabled = false;
    if (reply.state !== 'answered') return setText(part(form, 'enter-said', HTMLElement), whatWentWrong(reply));
    form.hidden = true;
    find.reset();
    setText(part(find, 'find-said', HTMLElement), '');
    await entered(reply.answer.said);
  });
}

function fill(room: HTMLElement, form: HTMLFormElement, order: OrderToEnterWithdrawal): void {
  form.reset();
  setText(part(form, 'enter-said', HTMLElement), '');
  setText(part(form, 'number', HTMLElement), order.number);
  const quantities = part(form, 'quantities', HTMLElement);
  quantities.hidden = true;
  quantities.replaceChildren(
    ...order.lines.map(({ position, name, variant, left, exception }) => {
      const element = copyOf(room, 'quantity');
      const [input, label] = element.children;
      const words = `${name}${variant ? `, ${variant}` : ''}`;
      if (label) label.textContent = exception ? `${words}. ${exception}` : words;
      if (input instanceof HTMLInputElement) {
        input.dataset['position'] = String(position);
        input.max = String(exception ? 0 : left);
      }
      return element;
    }),
  );
  const given: Readonly<Record<string, string>> = {
    name: order.name,
    sentOn: nowInUtc().slice(0, 10),
    reachedAt: nowInUtc(),
  };
  for (const [name, value] of Object.entries(given)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
  form.hidden = false;
  part(form, 'number', HTMLElement).focus();
}

function bodyOf(form: HTMLFormElement, { number, after }: OrderToEnterWithdrawal): WithdrawalEntering {
  const given = new FormData(form);
  const text = (name: string) => String(given.get(name) ?? '').trim();
  const pieces = [...form.querySelectorAll<HTMLInputElement>('[data-position]')].flatMap((input) => {
    const quantity = Number(input.value);
    return quantity > 0 ? [{ position: Number(input.dataset['position']), quantity }] : [];
  });
  return {
    number,
    after,
    lines: text('scope') === 'all' ? 'all' : pieces,
    name: text('name'),
    email: text('email'),
    sentOn: text('sentOn'),
    reachedAt: asUtc(text('reachedAt')),
  };
}
