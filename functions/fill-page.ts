import type { Problem } from '../src/api/answers.ts';
import { paragraph } from '../src/words/paragraph.ts';
import type { Shop } from './shop.ts';

/** For pre-rendered pages whose slots the Worker fills: what is done to each of them. */

export const asMarkup = { html: true } as const;

/** The page at that path as the rewriter leaves it, for one person alone. */
export async function fill(shop: Shop, path: string, rewriter: HTMLRewriter, status: number): Promise<Response> {
  const shell = await shop.assets.fetch(new URL(path, shop.config.siteOrigin));
  const headers = new Headers(shell.headers);
  headers.set('Cache-Control', 'no-store');
  headers.delete('ETag');
  return rewriter.transform(new Response(shell.body, { status, headers }));
}

export function sayProblem(rewriter: HTMLRewriter, { title, detail }: Problem): void {
  rewriter.on('[data-part="problem"]', { element: (element) => tell(element, paragraph([title, detail])) });
}

/**
 * A screen reader speaks what changes, and in a page that comes with the words nothing does: so the page begins with the
 * focus on them, without a script. (WCAG 2.2, 3.3.1 and 4.1.3.)
 */
export function tell(element: Element, words: string): void {
  element.removeAttribute('hidden');
  element.setAttribute('tabindex', '-1');
  element.setAttribute('autofocus', '');
  element.setInnerContent(words);
}

export function show(rewriter: HTMLRewriter, part: string): void {
  rewriter.on(`[data-part="${part}"]`, { element: (element) => void element.removeAttribute('hidden') });
}
