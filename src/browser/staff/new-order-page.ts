/** Enters an order that was made elsewhere, and shows those that wait for their payment. */
import type { OrderEntered, OrderEntering } from '../../api/entered-order-answers.ts';
import { timeInWords } from '../../api/time-in-words.ts';
import { maxLines } from '../../bag/bag.ts';
import { deliveryOptions } from '../../catalog/delivery.ts';
import { deliveryPriceMinor } from '../../catalog/delivery-price.ts';
import type { CatalogItem } from '../../catalog/item.ts';
import { formatMoney, isCurrency } from '../../catalog/money.ts';
import { apiPaths, paths } from '../../paths.ts';
import { getJson } from '../ask.ts';
import { copyOf, part, setText } from '../part.ts';
import { postToDesk } from './ask-desk.ts';
import { prepareEnteredList } from './new-order/entered-list.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const work = part(document, 'work', HTMLElement);
const form = part(work, 'enter', HTMLFormElement);
const lines = part(form, 'lines', HTMLElement);
const said = part(form, 'enter-said', HTMLElement);
const ask = part(form, 'ask', HTMLButtonElement);
const sure = part(work, 'sure', HTMLElement);
const yes = part(sure, 'yes', HTMLButtonElement);
const list = prepareEnteredList(work);
/** What a yes would enter. Its attempt was made once for it: whoever presses twice enters one order. */
let wish: OrderEntering | undefined;

form.addEventListener('input', () => {
  // What was asked once more is not what would be done any more.
  close();
  followFields();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void askOnceMore();
});
part(form, 'another', HTMLButtonElement).addEventListener('click', () => {
  close();
  addLine().focus();
});
part(sure, 'no', HTMLButtonElement).addEventListener('click', () => {
  close();
  ask.focus();
});
yes.addEventListener('click', () => void enter());

openDesk(async ({ role }) => {
  const isTheirs = role === 'client-care' || role === 'owner';
  part(work, 'nothing-yours', HTMLElement).hidden = isTheirs;
  part(work, 'all', HTMLElement).hidden = !isTheirs;
  if (!isTheirs) return;
  if (lines.children.length === 0) addLine();
  followFields();
  await list.show();
});

function addLine(): HTMLSelectElement {
  const line = copyOf(work, 'line');
  part(line, 'without', HTMLButtonElement).addEventListener('click', () => {
    line.remove();
    close();
    followFields();
    part(form, 'another', HTMLButtonElement).focus();
  });
  lines.append(line);
  followFields();
  return part(line, 'sku', HTMLSelectElement);
}

/** The deliveries of the country, and what else hangs on what is chosen. */
function followFields(): void {
  const given = new FormData(form);
  const choice = part(form, 'deliveries', HTMLSelectElement);
  const options = deliveryOptions(String(given.get('country'))) ?? [];
  const before = choice.value;
  choice.replaceChildren(
    ...options.map(
      ({ id, name, daysFrom, daysTo }) => new Option(`${name}, ${daysFrom} to ${daysTo} working days`, id),
    ),
  );
  if (options.some(({ id }) => id === before)) choice.value = before;
  part(form, 'message', HTMLElement).hidden = !given.has('giftWrap');
  for (const line of lines.children) part(line, 'without', HTMLElement).hidden = lines.children.length === 1;
  part(form, 'another', HTMLElement).hidden = lines.children.length >= maxLines;
}

function close(): void {
  wish = undefined;
  sure.hidden = true;
  ask.hidden = false;
}

function wishIn(): OrderEntering {
  const given = new FormData(form);
  const text = (name: string) => String(given.get(name) ?? '').trim();
  return {
    attempt: crypto.randomUUID(),
    source: text('source') === 'boutique' ? 'boutique' : 'telephone',
    email: text('email'),
    language: text('language'),
    lines: [...lines.children].map((line) => ({
      sku: part(line, 'sku', HTMLSelectElement).value,
      quantity: Number(part(line, 'quantity', HTMLInputElement).value),
    })),
    currency: text('currency'),
    country: text('country'),
    delivery: text('delivery'),
    giftWrap: given.has('giftWrap'),
    giftMessage: given.has('giftWrap') ? text('giftMessage') : '',
  };
}

/** With what it costs by the catalogue, as the Worker will work it out too. */
async function askOnceMore(): Promise<void> {
  const asked = wishIn();
  setText(said, 'We are looking what it costs.');
  const words = await sentenceOf(asked);
  setText(
    said,
    words === undefined ? 'The catalogue did not answer. Look at your connection, and go on once more.' : '',
  );
  if (words === undefined) return;
  wish = asked;
  setText(part(sure, 'sure-words', HTMLElement), words);
  sure.hidden = false;
  ask.hidden = true;
  part(sure, 'sure-words', HTMLElement).focus();
}

async function sentenceOf({ lines, currency, country, delivery, email }: OrderEntering): Promise<string | undefined> {
  const option = deliveryOptions(country)?.find(({ id }) => id === delivery);
  if (!option || !isCurrency(currency)) return undefined;
  const replies = await Promise.all(lines.map(({ sku }) => getJson<CatalogItem>(paths.catalogItem(sku))));
  let subtotalMinor = 0;
  const names: string[] = [];
  for (const [place, reply] of replies.entries()) {
    if (reply.state !== 'answered') return undefined;
    const { name, variant, prices } = reply.answer;
    const quantity = lines[place]?.quantity ?? 0;
    subtotalMinor += prices[currency] * quantity;
    names.push(`${quantity} × ${name}${variant ? `, ${variant}` : ''}`);
  }
  const totalMinor = subtotalMinor + deliveryPriceMinor(option, currency, subtotalMinor);
  return `${names.join('; ')}. With delivery by ${option.name} ${formatMoney(totalMinor, currency)}. The link goes to ${email}.`;
}

async function enter(): Promise<void> {
  if (!wish || yes.disabled) return;
  yes.disabled = true;
  const reply = await postToDesk<OrderEntered>(apiPaths.staffEnteredOrders, wish);
  yes.disabled = false;
  // After no answer the same wish may be sent again: it is one order.
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const { number, heldUntil } = reply.answer;
  form.reset();
  lines.replaceChildren();
  addLine();
  close();
  await list.show();
  setText(said, `${number} is entered. Its pieces are held until ${timeInWords(heldUntil)}. The link is below.`);
  part(document, 'title', HTMLElement).focus();
}
