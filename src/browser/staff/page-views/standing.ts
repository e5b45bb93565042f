/** Who is here now, and today beside the same day a week ago. */
import type { PresentVisits, TodayFigures } from '../../../api/page-view-answers.ts';
import { apiPaths } from '../../../paths.ts';
import {
  averageOf,
  averageWords,
  changeWords,
  timeWords,
  weekdayWords,
  wholeWords,
} from '../../figures/figure-words.ts';
import { part, setText } from '../../part.ts';
import { getFromDesk } from '../ask-desk.ts';
import { whatWentWrong } from '../open-desk.ts';

const weekMilliseconds = 7 * 86_400_000;

export async function showPresent(work: HTMLElement): Promise<void> {
  const reply = await getFromDesk<PresentVisits>(apiPaths.staffPageViewsNow);
  const isKnown = reply.state === 'answered';
  setText(part(work, 'present', HTMLElement), isKnown ? wholeWords(reply.answer.visits) : '–');
  setText(part(work, 'present-said', HTMLElement), isKnown ? 'in the last five minutes' : whatWentWrong(reply));
  if (isKnown) setText(part(work, 'present-made', HTMLElement), reply.answer.made);
}

export function drawToday(work: HTMLElement, { until, today, weekAgo, made }: TodayFigures): void {
  const day = weekdayWords(Date.parse(until) - 1 - weekMilliseconds);
  const isBegun = timeWords(until) !== '00:00';
  const say = (name: string, words: string) => setText(part(work, name, HTMLElement), words);
  say('today-until', isBegun ? `until ${timeWords(until)} UTC` : 'once its first hour is counted');
  say('today-views', isBegun ? wholeWords(today.views) : '–');
  say('today-visits', isBegun ? wholeWords(today.visits) : '–');
  say('today-time', averageWords(today));
  say('today-made', made);
  const before = (words: string, change: string) =>
    isBegun ? `${words} by then on ${day} last week${change ? `, ${change}` : ''}` : '';
  say('today-views-before', before(wholeWords(weekAgo.views), changeWords(today.views, weekAgo.views)));
  say('today-visits-before', before(wholeWords(weekAgo.visits), changeWords(today.visits, weekAgo.visits)));
  say(
    'today-time-before',
    before(averageWords(weekAgo), changeWords(averageOf(today) ?? 0, averageOf(today) ? (averageOf(weekAgo) ?? 0) : 0)),
  );
}
