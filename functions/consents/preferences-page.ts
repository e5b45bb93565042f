import type { Problem } from '../../src/api/answers.ts';
import type { ConsentConfirmed, ConsentView } from '../../src/api/consent-answers.ts';
import { dayInWords } from '../../src/api/day-in-words.ts';
import { paths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import { fill, sayProblem, show } from '../fill-page.ts';
import { isProblem } from '../problem.ts';
import type { Shop } from '../shop.ts';

/** What the page is to show to somebody who came by a plain form or by a mail program’s link. */
export type Shown =
  | { readonly state: 'one-click' | 'mailed' }
  | { readonly state: 'standing' | 'withdrawn'; readonly consent: ConsentView; readonly link?: string }
  | Problem;

export function shownOf(outcome: ConsentConfirmed | ConsentView | Problem, link?: string): Shown {
  if (isProblem(outcome)) return outcome;
  if ('consent' in outcome) return { state: outcome.consent.state, consent: outcome.consent, link: outcome.link };
  return { state: outcome.state, consent: outcome, ...(link ? { link } : {}) };
}

/** The pre-rendered preferences page in one of its states. A refusal stands over its forms, to be tried again. */
export async function preferencesPage(shop: Shop, shown: Shown): Promise<Response> {
  const rewriter = new HTMLRewriter();
  const state = isProblem(shown) ? 'ask' : shown.state;
  on(rewriter, 'preferences-page', (page) => page.setAttribute('data-state', state));
  on(rewriter, 'loading', (part) => part.remove());
  if (isProblem(shown)) sayProblem(rewriter, shown);
  else {
    on(rewriter, 'ask', (part) => part.setAttribute('hidden', ''));
    show(rewriter, state);
    if ('consent' in shown) fillIn(rewriter, shown.consent, shown.link);
  }
  return fill(shop, paths.preferences(), rewriter, isProblem(shown) ? shown.status : 200);
}

/** In the section of its state alone: the proof has a place in two. */
function fillIn(rewriter: HTMLRewriter, consent: ConsentView, link: string | undefined): void {
  const text = (name: string, words: string) =>
    rewriter.on(`[data-part="${consent.state}"] [data-part="${name}"]`, {
      element: (element) => void element.setInnerContent(words),
    });
  text('wording', consent.wording);
  text('asked', say`${dayInWords(consent.askedAt)}, in ${consent.where}`);
  text('confirmed', dayInWords(consent.confirmedAt));
  if (consent.withdrawnAt) text('withdrawn-on', dayInWords(consent.withdrawnAt));
  if (link) on(rewriter, 'link', (field) => field.setAttribute('value', link));
}

function on(rewriter: HTMLRewriter, name: string, change: (element: Element) => unknown): void {
  rewriter.on(`[data-part="${name}"]`, { element: (element) => void change(element) });
}
