/** The period's sums, each beside that of the period before where one was asked for. */
import type { PageViewFigures, ViewCounts } from '../../../api/page-view-answers.ts';
import { averageOf, averageWords, changeWords, ratioWords, wholeWords } from '../../figures/figure-words.ts';
import { copyOf, part, setText } from '../../part.ts';

interface Sum {
  readonly name: string;
  readonly words: (counts: ViewCounts) => string;
  readonly amount: (counts: ViewCounts) => number;
}

const perVisit = ({ views, visits }: ViewCounts) => (visits === 0 ? 0 : views / visits);

const sums: readonly Sum[] = [
  { name: 'Views', words: ({ views }) => wholeWords(views), amount: ({ views }) => views },
  { name: 'Visits', words: ({ visits }) => wholeWords(visits), amount: ({ visits }) => visits },
  { name: 'Views a visit', words: (counts) => ratioWords(perVisit(counts)), amount: perVisit },
  { name: 'Time a view', words: averageWords, amount: (counts) => averageOf(counts) ?? 0 },
];

export function drawSums(root: ParentNode, { totals, before }: PageViewFigures): void {
  const elements = sums.map(({ name, words, amount }) => {
    const element = copyOf(root, 'sum');
    const term = element.querySelector('dt');
    if (term) setText(term, name);
    setText(part(element, 'sum-now', HTMLElement), words(totals));
    const change = before && changeWords(amount(totals), amount(before.totals));
    const then = before ? `before: ${words(before.totals)}${change ? `, ${change}` : ''}` : '';
    setText(part(element, 'sum-before', HTMLElement), then);
    return element;
  });
  part(root, 'sums', HTMLElement).replaceChildren(...elements);
}
