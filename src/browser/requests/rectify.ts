/**
 * The part of a request's page where a person corrects what is held about them: what may
 * be corrected is asked for with the request's link, and only what was changed is sent.
 */

import { correctionNotes, isNothingHeld, nothingChanged } from '../../api/correction-form.ts';
import type {
  CorrectableOrder,
  OrderField,
  Rectification,
  RectificationView,
  Rectified,
} from '../../api/rectification-answers.ts';
import { apiPaths } from '../../paths.ts';
import { paragraph } from '../../words/paragraph.ts';
import { say } from '../../words/say.ts';
import { postJson, type Reply } from '../ask.ts';
import { copyOf, part, setText } from '../part.ts';

const unreachable = say`We can’t reach the shop right now. Nothing was changed, and what you typed is still here.`;

/** Shows the form for the request of this link; `done` gets the words with which it was closed. */
export async function showRectification(root: ParentNode, link: string, done: (words: string) => void): Promise<void> {
  const section = part(root, 'rectification', HTMLElement);
  const reply = await postJson<RectificationView>(apiPaths.privacyRectificationView, { link });
  section.hidden = false;
  if (reply.state !== 'answered') return sayFault(section, reply);
  const isEmpty = isNothingHeld(reply.answer);
  part(section, 'rectification-form', HTMLFormElement).hidden = isEmpty;
  part(section, 'rectification-nothing', HTMLElement).hidden = !isEmpty;
  draw(section, reply.answer);
  const form = part(section, 'rectification-form', HTMLFormElement);
  form.onsubmit = (event) => {
    event.preventDefault();
    void send(section, link, reply.answer, done);
  };
}

function draw(section: HTMLElement, { username, orders }: RectificationView): void {
  const field = part(section, 'username-field', HTMLElement);
  field.hidden = username === '';
  const input = inputOf(field, 'username');
  input.value = username;
  input.disabled = username === '';
  const list = part(section, 'rectified-orders', HTMLElement);
  list.replaceChildren(...orders.map((order) => drawOrder(section, order)));
}

function drawOrder(section: HTMLElement, { number, as, fields }: CorrectableOrder): HTMLElement {
  const element = copyOf(section, 'rectified-order');
  element.dataset.number = number;
  setText(part(element, 'order-name', HTMLElement), say`Order ${number}`);
  setText(part(element, 'order-note', HTMLElement), say(correctionNotes[as]));
  for (const [name, value] of Object.entries(fields)) inputOf(element, name).value = value;
  return element;
}

async function send(
  section: HTMLElement,
  link: string,
  view: RectificationView,
  done: (words: string) => void,
): Promise<void> {
  const wish = changesOf(section, link, view);
  if (wish.username === undefined && wish.orders.length === 0) return announce(section, say(nothingChanged));
  const button = part(section, 'rectification-send', HTMLButtonElement);
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  const reply = await postJson<Rectified>(apiPaths.privacyRectifications, wish);
  button.removeAttribute('aria-disabled');
  if (reply.state !== 'answered') return sayFault(section, reply);
  section.hidden = true;
  done(reply.answer.words);
}

function changesOf(section: HTMLElement, link: string, { username, orders }: RectificationView): Rectification {
  const typed = inputOf(section, 'username').value.trim();
  const changed = orders.flatMap(({ number, fields }) => {
    const element = section.querySelector(`[data-number="${CSS.escape(number)}"]`);
    if (!(element instanceof HTMLElement)) return [];
    const differing = changedFields(element, fields);
    return Object.keys(differing).length > 0 ? [{ number, fields: differing }] : [];
  });
  return { link, ...(username !== '' && typed !== username ? { username: typed } : {}), orders: changed };
}

function changedFields(element: HTMLElement, fields: CorrectableOrder['fields']): Partial<Record<OrderField, string>> {
  const entries = Object.entries(fields).map(([name, before]) => [name, before, inputOf(element, name).value.trim()]);
  return Object.fromEntries(entries.flatMap(([name, before, now]) => (before === now ? [] : [[name, now]])));
}

function inputOf(root: ParentNode, name: string): HTMLInputElement {
  const found = root.querySelector(`input[name="${name}"]`);
  if (!(found instanceof HTMLInputElement)) throw new Error(`No input named ${name}.`);
  return found;
}

function sayFault(section: HTMLElement, reply: Exclude<Reply<unknown>, { state: 'answered' }>): void {
  announce(section, reply.state === 'refused' ? paragraph([reply.problem.title, reply.problem.detail]) : unreachable);
}

function announce(section: HTMLElement, words: string): void {
  const fault = part(section, 'rectification-fault', HTMLElement);
  fault.hidden = false;
  setText(fault, words);
}
