/** The desk's page of page views: asks for a period, and shows it as figures, as a line and as tables. */
import { figureNames, type PageViewFigures } from '../../api/page-view-answers.ts';
import { apiPaths } from '../../paths.ts';
import { drawFigure } from '../figures/draw-figure.ts';
import { countWords, dayWords, periodWords } from '../figures/figure-words.ts';
import { part, setText } from '../part.ts';
import { getFromDesk } from './ask-desk.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';
import { drawLine, prepareLine } from './page-views/line.ts';
import {
  addressOf,
  type Measure,
  measures,
  questionOf,
  type Shown,
  shownBy,
  spanFrom,
  spans,
} from './page-views/period.ts';
import { drawToday, showPresent } from './page-views/standing.ts';
import { drawSums } from './page-views/sums.ts';

const presentEveryMilliseconds = 60_000;
const work = part(document, 'work', HTMLElement);
const form = part(work, 'period', HTMLFormElement);
const said = part(work, 'period-said', HTMLElement);
const found = part(work, 'found', HTMLElement);
const pages: Readonly<Record<string, string>> = JSON.parse(work.dataset['pages'] ?? '{}');
let shown = shownBy(location.search, Date.now());
let answer: PageViewFigures | undefined;
/** Which look is the newest: an older one must not draw over it. */
let current = 0;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const wish = new FormData(form);
  const [from, to] = [String(wish.get('from')), String(wish.get('to'))];
  const last = from === shown.from && to === shown.to ? shown.last : undefined;
  const by = wish.get('by') === 'hour' ? 'hour' : 'day';
  go({ ...shown, last, from, to, by, isCompared: wish.has('compare') });
});
for (const link of form.querySelectorAll<HTMLAnchorElement>('[data-last]')) {
  link.addEventListener('click', (event) => {
    const last = spans.find((name) => name === link.dataset['last']);
    if (!last || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(spanFrom(last, shown, Date.now()));
  });
}
for (const choice of work.querySelectorAll<HTMLInputElement>('[data-measure]')) {
  choice.addEventListener('change', () => {
    shown = { ...shown, measure: measureOf(choice) };
    history.replaceState(null, '', addressOf(shown));
    if (answer) drawLine(work, answer, shown.measure);
  });
}
addEventListener('popstate', () => {
  shown = shownBy(location.search, Date.now());
  void showPeriod();
});
prepareLine(work);

openDesk(async ({ role }) => {
  const isTheirs = role !== 'fulfilment';
  part(work, 'nothing-yours', HTMLElement).hidden = isTheirs;
  part(work, 'all', HTMLElement).hidden = !isTheirs;
  if (!isTheirs) return;
  await Promise.all([showPeriod(), showPresent(work)]);
});
setInterval(() => {
  if (document.visibilityState === 'visible' && answer) void showPresent(work);
}, presentEveryMilliseconds);

function go(to: Shown): void {
  shown = to;
  history.pushState(null, '', addressOf(shown));
  void showPeriod();
}

async function showPeriod(): Promise<void> {
  current += 1;
  const mine = current;
  drawChoice();
  setText(said, 'We are adding up.');
  found.setAttribute('aria-busy', 'true');
  const reply = await getFromDesk<PageViewFigures>(apiPaths.staffPageViews + questionOf(shown));
  if (mine !== current) return;
  found.removeAttribute('aria-busy');
  if (reply.state !== 'answered') {
    found.hidden = true;
    return setText(said, whatWentWrong(reply));
  }
  answer = reply.answer;
  drawToday(work, answer.today);
  found.hidden = answer.series.every(({ state }) => state === 'not-counted');
  setText(said, summaryOf(answer, found.hidden));
  if (!found.hidden) drawAll(answer);
}

/** What is asked for, in the fields and on the links. */
function drawChoice(): void {
  const field = (name: string) => form.elements.namedItem(name);
  for (const name of ['from', 'to', 'by'] as const) {
    const element = field(name);
    if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) element.value = shown[name];
  }
  const compare = field('compare');
  if (compare instanceof HTMLInputElement) compare.checked = shown.isCompared;
  for (const link of form.querySelectorAll<HTMLAnchorElement>('[data-last]')) {
    if (link.dataset['last'] === shown.last) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  for (const choice of work.querySelectorAll<HTMLInputElement>('[data-measure]')) {
    choice.checked = measureOf(choice) === shown.measure;
  }
  part(work, 'csv', HTMLAnchorElement).href =
    apiPaths.staffPageViewsTable + questionOf({ ...shown, isCompared: false });
}

function summaryOf({ from, to, since, frozenDays, series, by }: PageViewFigures, isEmpty: boolean): string {
  if (since === undefined)
    return 'Nothing has been counted yet. The first full hour appears here some minutes after it ends.';
  if (isEmpty) return `Nothing was counted in these days. The house has counted since ${dayWords(since)}.`;
  const days = by === 'day' ? series.length : series.length / 24;
  const frozen =
    frozenDays === 0 ? 'None of these days is frozen yet' : `${frozenDays} of ${countWords(days, 'day')} are frozen`;
  return `${periodWords(from, to)}. ${frozen}: a day is, 30 days after it, and what was too small to stand alone is then folded into “other”.`;
}

function drawAll(drawn: PageViewFigures): void {
  setText(part(work, 'period-title', HTMLElement), periodWords(drawn.from, drawn.to));
  setText(part(work, 'period-made', HTMLElement), drawn.made);
  drawSums(document, drawn);
  drawLine(work, drawn, shown.measure);
  for (const name of figureNames) {
    const section = work.querySelector<HTMLElement>(`[data-figure="${name}"]`);
    if (section)
      drawFigure(section, name, drawn.figures[name], {
        pages,
        isCompared: drawn.before !== undefined,
        frozenDays: drawn.frozenDays,
        restWords: 'All are in the CSV.',
      });
  }
}

function measureOf(choice: HTMLInputElement): Measure {
  return measures.find((name) => name === choice.value) ?? 'views';
}
