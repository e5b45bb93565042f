import { html } from 'hono/html';
import type { Problem } from '../../src/api/answers.ts';
import { isNothingHeld } from '../../src/api/correction-form.ts';
import type { RectificationView } from '../../src/api/rectification-answers.ts';
import type { RequestChoice, RequestView } from '../../src/api/request-answers.ts';
import { describeRequest, type PageLine, type RequestPage } from '../../src/api/request-page.ts';
import { paths } from '../../src/paths.ts';
import { asMarkup, fill, sayProblem, show } from '../fill-page.ts';
import { orderLinesMarkup } from '../rectification/correction-form.ts';
import type { Shop } from '../shop.ts';

/** The pre-rendered pages with their slots filled in: asking, and seeing a request, without JavaScript. */

/** The form as it was sent, and why it was not taken in. */
export async function askingPage(shop: Shop, form: URLSearchParams, refusal: Problem): Promise<Response> {
  const rewriter = new HTMLRewriter();
  sayProblem(rewriter, refusal);
  for (const name of ['email', 'about', 'orderNumber']) {
    const value = (form.get(name) ?? '').slice(0, 300);
    rewriter.on(`form[data-part="ask"] input[name="${name}"]`, {
      element: (input) => void input.setAttribute('value', value),
    });
  }
  const words = form.get('words') ?? '';
  rewriter
    .on('form[data-part="ask"] textarea', { element: (element) => void element.setInnerContent(words) })
    .on('form[data-part="ask"] input[type="radio"]', {
      element: (radio) => {
        const name = radio.getAttribute('name') ?? '';
        if (!form.has(name)) return;
        if (form.get(name) === radio.getAttribute('value')) radio.setAttribute('checked', '');
        else radio.removeAttribute('checked');
      },
    });
  return fill(shop, paths.privacyRequest, rewriter, refusal.status);
}

/** Takes the code of a letter. `link` is whose; a text that is no such id is left out. */
export async function codePage(
  shop: Shop,
  { link, isTheirs }: { readonly link: string; readonly isTheirs: boolean },
  refusal?: Problem,
): Promise<Response> {
  const rewriter = new HTMLRewriter();
  if (refusal) sayProblem(rewriter, refusal);
  rewriter.on('input[name="link"]', { element: (input) => void input.setAttribute('value', link) });
  show(rewriter, isTheirs ? 'theirs' : 'yours');
  return fill(shop, paths.privacyRequestCode, rewriter, refusal?.status ?? 200);
}

/** What the person may correct, and what they typed where it was not taken in. */
export interface CorrectionForm {
  readonly view: RectificationView;
  readonly typed: URLSearchParams | undefined;
}

export interface StatusShown {
  readonly view: RequestView;
  readonly form: CorrectionForm | undefined;
  readonly refusal: Problem | undefined;
}

/** A request's page. Its link stands in the forms, so that they can be posted, and in no address. */
export async function statusPage(shop: Shop, link: string, { view, form, refusal }: StatusShown): Promise<Response> {
  const rewriter = new HTMLRewriter();
  if (refusal) sayProblem(rewriter, refusal);
  drawRequest(rewriter, describeRequest(view));
  if (form) drawCorrection(rewriter, form);
  rewriter
    .on('input[name="link"]', { element: (input) => void input.setAttribute('value', link) })
    .on('[data-list="choices"]', { element: (list) => void list.setInnerContent(choices(view, link), asMarkup) });
  for (const [part, isShown] of [
    ['write', view.mayWrite],
    ['withdraw', view.mayWithdraw],
    ['found', true],
  ] as const) {
    if (isShown) show(rewriter, part);
  }
  rewriter
    .on('[data-slot="unfilled"]', { element: (element) => void element.remove() })
    .on('[data-part="request-page"]', {
      element: (element) => {
        // For the script, which brings more than a plain form can.
        element.setAttribute('data-kind', view.kind).setAttribute('data-state', view.state);
      },
    });
  return fill(shop, paths.privacyRequestStatus(), rewriter, refusal?.status ?? 200);
}

/** The page itself, with the refusal said on it. */
export async function statusRefusal(shop: Shop, refusal: Problem): Promise<Response> {
  const rewriter = new HTMLRewriter();
  sayProblem(rewriter, refusal);
  return fill(shop, paths.privacyRequestStatus(), rewriter, refusal.status);
}

function drawRequest(rewriter: HTMLRewriter, page: RequestPage): void {
  for (const [name, words] of Object.entries(page.texts)) {
    rewriter.on(`[data-text="${name}"]`, { element: (element) => void element.setInnerContent(words) });
    if (words) rewriter.on(`[data-has="${name}"]`, { element: (element) => void element.removeAttribute('hidden') });
  }
  for (const name of ['steps', 'messages', 'recipients'] as const) {
    const markup = page[name].map(line).join('');
    rewriter.on(`[data-list="${name}"]`, { element: (list) => void list.setInnerContent(markup, asMarkup) });
    if (markup) rewriter.on(`[data-has="${name}"]`, { element: (element) => void element.removeAttribute('hidden') });
  }
  const thread = page.progress.map(progressMark).join('');
  rewriter.on('[data-list="progress"]', { element: (list) => void list.setInnerContent(thread, asMarkup) });
}

function drawCorrection(rewriter: HTMLRewriter, { view, typed }: CorrectionForm): void {
  const { username, orders } = view;
  const isEmpty = isNothingHeld(view);
  show(rewriter, 'rectification');
  if (isEmpty) show(rewriter, 'rectification-nothing');
  if (username !== '') show(rewriter, 'username-field');
  rewriter
    .on('form[data-part="rectification-form"]', {
      element: (form) => {
        if (isEmpty) form.setAttribute('hidden', '');
      },
    })
    .on('form[data-part="rectification-form"] input[name="username"]', {
      element: (input) => {
        // One that is not there is not asked for: an empty one would keep the form from being sent.
        if (username === '') input.setAttribute('disabled', '');
        else input.setAttribute('value', typed?.get('username') ?? username);
      },
    })
    .on('[data-part="rectified-orders"]', {
      element: (list) => void list.setInnerContent(orderLinesMarkup(orders, typed), asMarkup),
    });
}

function line({ title, words }: PageLine): string {
  return String(html`<li><p class="label figure">${title}</p><p class="written" dir="auto">${words}</p></li>`);
}

function progressMark({ name, isReached, isCurrent }: RequestPage['progress'][number]): string {
  const className = isReached ? 'reached' : '';
  return isCurrent
    ? String(html`<li class="${className}" aria-current="step">${name}</li>`)
    : String(html`<li class="${className}">${name}</li>`);
}

function choices(view: RequestView, link: string): string {
  return view.choices.map((choice) => choiceMarkup(choice, link)).join('');
}

function choiceMarkup({ label, note, action }: RequestChoice, link: string): string {
  return String(
    html`<li><form method="post" action="${action}"><input type="hidden" name="link" value="${link}"><button class="act" type="submit">${label}</button><p class="label written">${note}</p></form></li>`,
  );
}
