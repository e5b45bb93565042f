import { html } from 'hono/html';
import type { Problem } from '../../src/api/answers.ts';
import { dayInWords } from '../../src/api/day-in-words.ts';
import type { WithdrawalDone, WithdrawalLine, WithdrawalView } from '../../src/api/withdrawal-answers.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { nameInWords } from '../../src/catalog/name-in-words.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { paragraph } from '../../src/words/paragraph.ts';
import { say } from '../../src/words/say.ts';
import { asMarkup, fill, sayProblem, show } from '../fill-page.ts';
import type { Shop } from '../shop.ts';
import { dateInWords, instantInWords } from './words.ts';

/** The pre-rendered page of a withdrawal in one of its states. Every state of it works without a script. */

/** Asks for number and address, with what was refused said over it. */
export async function askingPage(shop: Shop, refusal: Problem, typed = new URLSearchParams()): Promise<Response> {
  const rewriter = new HTMLRewriter();
  sayProblem(rewriter, refusal);
  for (const name of ['number', 'email']) {
    const value = (typed.get(name) ?? '').slice(0, 300);
    rewriter.on(`form[data-part="ask"] input[name="${name}"]`, {
      element: (input) => void input.setAttribute('value', value),
    });
  }
  return fill(shop, paths.withdrawal(), rewriter, refusal.status);
}

/** Takes the code of the letter with that id; a text that is no such id is left out. */
export async function codePage(shop: Shop, link: string, refusal?: Problem): Promise<Response> {
  const rewriter = new HTMLRewriter();
  if (refusal) sayProblem(rewriter, refusal);
  hide(rewriter, 'ask');
  show(rewriter, 'code');
  rewriter.on('form[data-part="code"] input[name="link"]', {
    element: (input) => void input.setAttribute('value', link),
  });
  return fill(shop, paths.withdrawal(), rewriter, refusal?.status ?? 200);
}

export interface Shown {
  readonly refusal?: Problem;
  /** What was typed into a form that was not taken in. */
  readonly typed?: URLSearchParams;
  /** The withdrawal that was just made or changed stands first, and is read out. */
  readonly done?: true;
}

/** What can be withdrawn from, until when, and what was. */
export async function orderPage(shop: Shop, view: WithdrawalView, shown: Shown = {}): Promise<Response> {
  const { refusal, typed, done } = shown;
  const rewriter = new HTMLRewriter();
  if (refusal) sayProblem(rewriter, refusal);
  hide(rewriter, 'ask');
  show(rewriter, 'found');
  const newest = done ? view.withdrawals.at(-1) : undefined;
  if (newest) {
    show(rewriter, 'done');
    text(rewriter, 'done-at', instantInWords(newest.at));
    rewriter.on('[data-part="declare"]', { element: (element) => void element.remove() });
  } else drawDeclaring(rewriter, view, typed);
  text(rewriter, 'number', view.number);
  text(rewriter, 'until', untilWords(view));
  if (view.withdrawals.length > 0) show(rewriter, 'withdrawals');
  const list = [...view.withdrawals].reverse().map((withdrawal) => withdrawalMarkup(view, withdrawal));
  rewriter.on('[data-list="withdrawals"]', {
    element: (element) => void element.setInnerContent(list.join(''), asMarkup),
  });
  return fill(shop, paths.withdrawal(), rewriter, refusal?.status ?? 200);
}

function drawDeclaring(rewriter: HTMLRewriter, view: WithdrawalView, typed: URLSearchParams | undefined): void {
  if (view.standing !== 'open') {
    show(rewriter, view.standing);
    rewriter.on('[data-part="declare"]', { element: (element) => void element.remove() });
    return;
  }
  show(rewriter, 'declare');
  const name = typed?.get('name') ?? view.name;
  const email = typed?.get('email') ?? view.email;
  for (const [field, value] of Object.entries({ link: view.link, after: String(view.after), name, email })) {
    rewriter.on(`form[data-part="declare"] input[name="${field}"]`, {
      element: (input) => void input.setAttribute('value', value),
    });
  }
  const lines = view.lines.map((line) => lineMarkup(view, line, typed)).join('');
  rewriter
    .on('[data-list="lines"]', { element: (list) => void list.setInnerContent(lines, asMarkup) })
    .on('input[name="scope"]', {
      element: (radio) => {
        if (typed?.get('scope') === radio.getAttribute('value')) radio.setAttribute('checked', '');
      },
    });
}

function untilWords({ standing, lastDay }: WithdrawalView): string {
  if (!lastDay) return say`Your 14 days begin when the last piece has reached you. You can withdraw before that, too.`;
  if (standing === 'over') return say`The last day to withdraw was ${dateInWords(lastDay)}.`;
  return say`You can withdraw until the end of ${dateInWords(lastDay)}.`;
}

/** A piece, with how many of it; one that is excepted says why, and one that was withdrawn is not offered again. */
function lineMarkup(view: WithdrawalView, line: WithdrawalLine, typed: URLSearchParams | undefined): string {
  const { position, name, variant, left, unitMinor, exception, condition } = line;
  const title = html`<span class="piece">${nameInWords(name, variant)}</span>`;
  const price = html`<span class="figure">${formatMoney(unitMinor, view.currency)}</span>`;
  if (exception) {
    return String(
      html`<li class="excepted"><p>${title} ${price}</p><p class="label">${say`It is excepted: ${exception}`}</p></li>`,
    );
  }
  if (left === 0)
    return String(html`<li class="excepted"><p>${title}</p><p class="label">${say`Withdrawn from.`}</p></li>`);
  const field = `quantity-${position}`;
  const note = condition ? html`<p class="label">${condition}</p>` : '';
  const chosen = typed?.get(field) ?? '';
  const choice =
    left === 1
      ? html`<label><input type="checkbox" name="${field}" value="1"${chosen === '1' ? html` checked` : ''}>${title}${price}</label>`
      : html`<label class="many"><select name="${field}">${Array.from({ length: left + 1 }, (_, count) => optionMarkup(count, chosen))}</select>${title}${price}</label>`;
  return String(html`<li>${choice}${note}</li>`);
}

function optionMarkup(count: number, chosen: string) {
  const words = count === 0 ? say`None of them` : String(count);
  return html`<option value="${count}"${chosen === String(count) ? html` selected` : ''}>${words}</option>`;
}

function withdrawalMarkup(view: WithdrawalView, done: WithdrawalDone): string {
  const money = formatMoney(done.amountMinor, view.currency);
  const pieces = done.pieces.map(
    ({ name, variant, quantity }) => html`<li>${quantity} × ${nameInWords(name, variant)}</li>`,
  );
  return String(html`<li>
<p class="label figure">${instantInWords(done.at)}</p>
<ul class="pieces">${pieces}</ul>
<p>${moneyWords(done, money)}</p>
${done.sendBy && !done.arrivedAt ? wayBack(view.link, done) : ''}
${done.arrivedAt ? html`<p>${say`The pieces came back to us on ${dayInWords(done.arrivedAt)}.`}</p>` : ''}
</li>`);
}

function moneyWords(done: WithdrawalDone, money: string): string {
  const delivery = done.deliveryMinor > 0 ? say`The standard delivery is in it.` : '';
  if (done.settledAt)
    return paragraph([say`${money} went back the way you paid on ${dayInWords(done.settledAt)}.`, delivery]);
  const mayWait = done.sendBy && !done.arrivedAt && !done.sentAt;
  const wait = mayWait ? say`We may wait until the pieces are back, or are shown to be on their way.` : '';
  return paragraph([say`${money} is back with you by ${dayInWords(done.refundBy)}.`, wait, delivery]);
}

function wayBack(link: string, done: WithdrawalDone) {
  const fields = html`<input type="hidden" name="link" value="${link}"><input type="hidden" name="id" value="${done.id}">`;
  return html`<p>${say`Please send back what has left us by ${dayInWords(done.sendBy ?? done.at)}. The way back costs you nothing.`}</p>
${labelMarkup(fields, done)}
${
  done.sentAt
    ? html`<p>${say`You told us on ${dayInWords(done.sentAt)} that it is on its way.`}</p>`
    : html`<form method="post" action="${apiPaths.withdrawalSent}">${fields}<p class="field"><label for="proof-${done.id}">${say`Is it on its way? The carrier’s number`}</label><input id="proof-${done.id}" name="proof" maxlength="60" autocomplete="off" required dir="ltr"></p><button class="thread" type="submit">${say`Tell us that it is sent`}</button></form>`
}`;
}

function labelMarkup(fields: ReturnType<typeof html>, { labelAskedAt, labelAddress }: WithdrawalDone) {
  if (labelAddress)
    return html`<p><a class="thread" href="${labelAddress}" rel="noreferrer">${say`Open your label`}</a></p>`;
  if (labelAskedAt)
    return html`<p>${say`You asked for a label on ${dayInWords(labelAskedAt)}. It comes by e-mail, with the address.`}</p>`;
  return html`<form method="post" action="${apiPaths.withdrawalLabel}">${fields}<button class="act" type="submit">${say`Ask for a return label`}</button></form>`;
}

function text(rewriter: HTMLRewriter, name: string, words: string): void {
  rewriter.on(`[data-text="${name}"]`, { element: (element) => void element.setInnerContent(words) });
}

function hide(rewriter: HTMLRewriter, part: string): void {
  rewriter.on(`[data-part="${part}"]`, { element: (element) => void element.setAttribute('hidden', '') });
}
