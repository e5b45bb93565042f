import { html, raw } from 'hono/html';
import type { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { correctionNotes, nothingChanged, orderLineName, orderLines } from '../../src/api/correction-form.ts';
import { type CorrectableOrder, orderFields, type RectificationView } from '../../src/api/rectification-answers.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';
import { type ParsedRectification, rectification } from './request.ts';

/** The correction as a plain form: drawn with what stands there, and read by what it has in its place. */

const lineNamePattern = new RegExp(`^(.{1,20})\\.(${orderFields.join('|')})$`);

/** Its lines for each order, with what was typed where that was not taken in. */
export function orderLinesMarkup(orders: readonly CorrectableOrder[], typed: URLSearchParams | undefined): string {
  return orders.map((order) => String(orderMarkup(order, typed))).join('');
}

function orderMarkup({ number, as, fields }: CorrectableOrder, typed: URLSearchParams | undefined) {
  const lines = orderFields.map((field) => {
    const { label, longest, isNeeded, type } = orderLines[field];
    const name = orderLineName(number, field);
    const value = typed?.get(name) ?? fields[field];
    return html`<p class="field"><label class="label">${say(label)} <input name="${name}" type="${type}" maxlength="${longest}"${raw(isNeeded ? ' required' : '')} autocomplete="off" dir="auto" value="${value}"></label></p>`;
  });
  return html`<fieldset><legend class="label">${say`Order ${number}`}</legend><p class="label">${say(correctionNotes[as])}</p>${lines}</fieldset>`;
}

/** What of a form differs from what stands there; a form sends the rest along as it was. */
export function readCorrectionForm(form: URLSearchParams, view: RectificationView): ParsedRectification | Problem {
  const orders = new Map<string, Record<string, string>>();
  let username: string | undefined;
  for (const [name, value] of form) {
    const [, number, word] = lineNamePattern.exec(name) ?? [];
    const field = orderFields.find((candidate) => candidate === word);
    if (name === 'username') {
      if (isOther(value, view.username)) username = value;
    } else if (number !== undefined && field !== undefined) {
      const before = view.orders.find((order) => order.number === number)?.fields;
      // Of an order that is not theirs all of it is kept, so that it is refused as one.
      if (!before || isOther(value, before[field])) {
        orders.set(number, { ...orders.get(number), [field]: value });
      }
    } else if (name !== 'link') return unreadable([say`the form`]);
  }
  if (username === undefined && orders.size === 0) return asItWas();
  return parse({ username, orders: [...orders].map(([number, fields]) => ({ number, fields })) });
}

function parse(wish: object): ParsedRectification | Problem {
  const parsed = rectification.safeParse(wish);
  return parsed.success ? parsed.data : unreadable(faultsOf(parsed.error));
}

/** A browser shows a value on one line, and sends it so. */
function isOther(value: string, before: string): boolean {
  const asSent = (text: string) =>
    text
      .normalize('NFC')
      .replaceAll(/[\r\n]/g, '')
      .trim();
  return asSent(value) !== asSent(before);
}

/** By the names that stand over the lines. */
function faultsOf({ issues }: z.ZodError): string[] {
  const names = issues.map(({ path }) => {
    const field = orderFields.find((candidate) => path.includes(candidate));
    if (field) return say(orderLines[field].label);
    return path.includes('username') ? say`Username` : say`the orders, of which twenty go at once`;
  });
  return [...new Set(names)];
}

function asItWas(): Problem {
  return problem('invalid-request', say`Nothing was changed.`, say(nothingChanged));
}

function unreadable(names: readonly string[]): Problem {
  const detail = say`Nothing was changed, and what you typed is still here. Please look at: ${names.join('; ')}.`;
  return problem('invalid-request', say`Something is not as it can be.`, detail);
}
