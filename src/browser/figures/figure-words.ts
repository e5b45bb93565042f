/** Figures and days as people read them; days and hours are of UTC, as they are counted. */
import type { ViewCounts } from '../../api/page-view-answers.ts';
import { locale } from '../../words/language.ts';
import { say } from '../../words/say.ts';

const whole = new Intl.NumberFormat(locale());
const change = new Intl.NumberFormat(locale(), {
  style: 'percent',
  signDisplay: 'exceptZero',
  maximumFractionDigits: 0,
});
const ratio = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
const minutes = new Intl.NumberFormat(locale(), { style: 'unit', unit: 'minute', unitDisplay: 'narrow' });
const seconds = new Intl.NumberFormat(locale(), { style: 'unit', unit: 'second', unitDisplay: 'narrow' });
const utc = { timeZone: 'UTC' } as const;
const day = new Intl.DateTimeFormat(locale(), { ...utc, day: 'numeric', month: 'long', year: 'numeric' });
const weekday = new Intl.DateTimeFormat(locale(), { ...utc, weekday: 'long' });
const weekdayAndDay = new Intl.DateTimeFormat(locale(), {
  ...utc,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const month = new Intl.DateTimeFormat(locale(), { ...utc, month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat(locale(), { ...utc, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const wholeWords = (count: number): string => whole.format(count);
export const ratioWords = (share: number): string => ratio.format(share);
export const dayWords = (instant: string | number): string => day.format(new Date(instant));
export const weekdayWords = (instant: string | number): string => weekday.format(new Date(instant));
export const monthWords = (instant: string | number): string => month.format(new Date(instant));
export const timeWords = (instant: string | number): string => time.format(new Date(instant));

/** "3 days", "1 day": at the desk, which speaks English. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** "20 – 26 November 2026", or one day. */
export function periodWords(from: string, to: string): string {
  return day.formatRange(new Date(from), new Date(to));
}

/** "Thursday, 26 November 2026", and of an hour its beginning and end. */
export function pointWords(startsAt: string, by: 'day' | 'hour'): string {
  const words = weekdayAndDay.format(new Date(startsAt));
  return by === 'day' ? words : say`${words}, ${timeWords(startsAt)} to ${timeWords(Date.parse(startsAt) + 3_600_000)}`;
}

/** The mean time of a view in milliseconds, made here and kept nowhere; undefined where no time is known. */
export function averageOf({ timedViews, milliseconds }: ViewCounts): number | undefined {
  return timedViews === 0 ? undefined : milliseconds / timedViews;
}

/** "1m 12s"; a dash where no time is known. */
export function averageWords(counts: ViewCounts): string {
  const average = averageOf(counts);
  return average === undefined ? '–' : durationWords(average);
}

export function durationWords(milliseconds: number): string {
  const all = Math.round(milliseconds / 1000);
  const rest = seconds.format(all % 60);
  return all < 60 ? rest : `${minutes.format(Math.floor(all / 60))} ${rest}`;
}

/** "+9%", against what was before; empty where there was nothing to compare with. */
export function changeWords(now: number, before: number): string {
  return before === 0 ? '' : change.format(now / before - 1);
}
