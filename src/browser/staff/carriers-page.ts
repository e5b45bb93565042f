/** What carriers told and is kept aside: each until somebody has seen to it, and has said why. */
import type { CarrierEventAside, CarrierEventSettled, CarrierEventsAside } from '../../api/carrier-answers.ts';
import { timeInWords } from '../../api/time-in-words.ts';
import { apiPaths, paths } from '../../paths.ts';
import { copyOf, part, setText } from '../part.ts';
import { getFromDesk, postToDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const settled: Readonly<Record<CarrierEventSettled['outcome'], string>> = {
  nothing: 'It is written down as seen.',
  delivered: 'The parcel has arrived, and its order knows.',
  lost: 'The parcel is lost, and its order knows.',
};

const work = part(document, 'work', HTMLElement);
const list = part(work, 'list', HTMLElement);
const more = part(work, 'more', HTMLButtonElement);
const said = part(work, 'list-said', HTMLElement);
let next: string | undefined;
let maySettle = false;

more.addEventListener('click', () => void show(next));

openDesk(async ({ role }) => {
  const isTheirs = role !== 'privacy';
  maySettle = role === 'fulfilment' || role === 'owner';
  part(work, 'nothing-yours', HTMLElement).hidden = isTheirs;
  part(work, 'all', HTMLElement).hidden = !isTheirs;
  if (isTheirs) await show();
});

async function show(after?: string): Promise<void> {
  setText(said, 'We are looking.');
  const query = after ? `?after=${encodeURIComponent(after)}` : '';
  const reply = await getFromDesk<CarrierEventsAside>(apiPaths.staffCarrierEvents + query);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const lines = reply.answer.events.map(draw);
  if (after) list.append(...lines);
  else list.replaceChildren(...lines);
  next = reply.answer.next;
  more.hidden = next === undefined;
  const { length } = list.children;
  setText(
    said,
    length === 0 ? 'Nothing is kept aside.' : length === 1 ? '1 is kept aside.' : `${length} are kept aside.`,
  );
  if (after) lines[0]?.querySelector('summary')?.focus();
}

function draw(event: CarrierEventAside): HTMLElement {
  const element = copyOf(work, 'line');
  const write = (name: string, words: string) => setText(part(element, name, HTMLElement), words);
  write('carrier', [event.carrier, event.code].filter(Boolean).join(', '));
  write('at', [event.at ? timeInWords(event.at) : 'No time given', event.country].filter(Boolean).join(', '));
  write('tracking', event.trackingNumber);
  write('why', event.why);
  write('detail', event.detail);
  write('received', `Told on ${timeInWords(event.receivedAt)}`);
  const order = part(element, 'order', HTMLAnchorElement);
  if (event.order) {
    order.href = paths.staffOrder(event.order);
    setText(order, event.order);
    order.hidden = false;
  }
  for (const name of ['of-parcel', 'of-parcel-too'])
    part(element, name, HTMLElement).hidden = event.order === undefined;
  prepareSettle(element, event);
  return element;
}

function prepareSettle(element: HTMLElement, { id }: CarrierEventAside): void {
  const details = part(element, 'settle', HTMLElement);
  details.hidden = !maySettle;
  const form = details.querySelector('form');
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (!button || button.disabled) return;
    button.disabled = true;
    const given = new FormData(form);
    const body = { outcome: given.get('outcome'), why: String(given.get('why')).trim() };
    const reply = await postToDesk<CarrierEventSettled>(apiPaths.staffCarrierEventSettle.replace(':id', id), body);
    button.disabled = false;
    if (reply.state !== 'answered') return setText(part(form, 'said', HTMLElement), whatWentWrong(reply));
    await show();
    setText(said, settled[reply.answer.outcome]);
    part(document, 'title', HTMLElement).focus();
  });
}
