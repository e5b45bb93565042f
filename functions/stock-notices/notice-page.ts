import type { Problem } from '../../src/api/answers.ts';
import { nameInWords } from '../../src/catalog/name-in-words.ts';
import { paths } from '../../src/paths.ts';
import { readItem } from '../catalog/read-item.ts';
import { fill, sayProblem, show } from '../fill-page.ts';
import type { Shop } from '../shop.ts';
import type { StockNotice } from './queries.ts';
import { stopPath } from './stop-notice.ts';

/** The pre-rendered page of notices in one of its states, each of which works without a script. */

/** What was refused, alone; or over the form that takes a code, to be tried again. */
export function refusedPage(shop: Shop, refusal: Problem, again?: 'code'): Promise<Response> {
  const rewriter = again ? answered(new HTMLRewriter()) : only();
  sayProblem(rewriter, refusal);
  return fill(shop, paths.backInStock(), rewriter, refusal.status);
}

export function noticePage(shop: Shop, state: 'mailed' | 'stop' | 'stopped'): Promise<Response> {
  return fill(shop, paths.backInStock(), only(state), 200);
}

/** Confirmed: which piece it is, and the button that takes it back. */
export async function waitingPage(shop: Shop, notice: StockNotice): Promise<Response> {
  const item = await readItem(shop.assets, shop.config.siteOrigin, notice.sku);
  const action = await stopPath(shop, notice.id);
  const rewriter = only('waiting')
    .on('[data-part="piece"]', {
      element: (element) => void element.setInnerContent(item ? nameInWords(item.name, item.variant) : notice.sku),
    })
    .on('[data-part="waiting"] form', { element: (form) => void form.setAttribute('action', action) });
  return fill(shop, paths.backInStock(), rewriter, 200);
}

function only(state?: string): HTMLRewriter {
  const rewriter = new HTMLRewriter();
  rewriter.on('[data-part="ask"]', { element: (element) => void element.setAttribute('hidden', '') });
  if (state) show(rewriter, state);
  return answered(rewriter);
}

/** The page's script looks for a link only where nothing is answered yet. */
function answered(rewriter: HTMLRewriter): HTMLRewriter {
  return rewriter.on('[data-part="notice-page"]', {
    element: (element) => void element.setAttribute('data-state', 'answered'),
  });
}
