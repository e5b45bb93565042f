/** Orders that were entered and wait for their payment: each with its link, and the way to end it. */
import type { EnteredOrder, EnteredOrderEnded, EnteredOrders } from '../../../api/entered-order-answers.ts';
import { timeInWords } from '../../../api/time-in-words.ts';
import { formatMoney } from '../../../catalog/money.ts';
import { sourceWords } from '../../../orders/order-sources.ts';
import { apiPaths } from '../../../paths.ts';
import { copyOf, part, setText } from '../../part.ts';
import { getFromDesk, postToDesk } from '../ask-desk.ts';
import { whatWentWrong } from '../open-desk.ts';

const letters: Readonly<Record<EnteredOrder['letter'], string>> = {
  waiting: 'The letter with the link is about to leave.',
  sent: 'The letter with the link has left.',
  refused: 'The letter was refused: give them the link in another way.',
  none: 'No letter has left: give them the link in another way.',
};

export function prepareEnteredList(work: HTMLElement): { show(): Promise<void> } {
  const list = part(work, 'list', HTMLElement);
  const said = part(work, 'list-said', HTMLElement);

  async function show(): Promise<void> {
    const reply = await getFromDesk<EnteredOrders>(apiPaths.staffEnteredOrders);
    if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
    const { orders } = reply.answer;
    list.replaceChildren(...orders.map(draw));
    setText(
      said,
      orders.length === 0 ? 'Nothing waits.' : orders.length === 1 ? '1 order.' : `${orders.length} orders.`,
    );
  }

  function draw(order: EnteredOrder): HTMLElement {
    const element = copyOf(work, 'entered');
    const write = (name: string, words: string) => setText(part(element, name, HTMLElement), words);
    write('number', order.number);
    write(
      'until',
      order.state === 'processing' ? 'Paid, and the bank takes days' : `Until ${timeInWords(order.heldUntil)}`,
    );
    write('what', whatOf(order));
    write('letter', letters[order.letter]);
    const link = part(element, 'link', HTMLInputElement);
    link.value = order.url ?? '';
    part(element, 'link-part', HTMLElement).hidden = order.url === undefined;
    const copy = part(element, 'copy', HTMLButtonElement);
    copy.hidden = order.url === undefined;
    copy.addEventListener('click', async () => {
      link.select();
      try {
        await navigator.clipboard.writeText(link.value);
        write('said', 'It is copied.');
      } catch {
        // The browser lets no page do it, here or at all: it is marked, for the keyboard.
        write('said', 'Your browser did not copy it. It is marked: copy it by hand.');
      }
    });
    prepareEnd(element, order);
    return element;
  }

  /** Asked once more, and done by the second press. */
  function prepareEnd(element: HTMLElement, { number, state }: EnteredOrder): void {
    const end = part(element, 'end', HTMLButtonElement);
    end.hidden = state === 'processing';
    let isSure = false;
    end.addEventListener('click', async () => {
      if (!isSure) {
        isSure = true;
        end.textContent = 'Yes, end it: nobody can pay by the link any more';
        return;
      }
      end.disabled = true;
      const address = apiPaths.staffEnteredOrderEnd.replace(':number', number);
      const reply = await postToDesk<EnteredOrderEnded>(address, {});
      end.disabled = false;
      if (reply.state !== 'answered') return setText(part(element, 'said', HTMLElement), whatWentWrong(reply));
      await show();
      setText(said, reply.answer.said);
      part(document, 'title', HTMLElement).focus();
    });
  }

  return { show };
}

function whatOf({ pieces, totalMinor, currency, source }: EnteredOrder): string {
  const names = pieces.map(({ name, variant, quantity }) => `${quantity} × ${name}${variant ? `, ${variant}` : ''}`);
  return `${names.join('; ')}. ${formatMoney(totalMinor, currency)}, ${sourceWords[source].toLowerCase()}.`;
}
