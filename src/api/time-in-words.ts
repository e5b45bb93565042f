import { locale } from '../words/language.ts';

const dayAndTime = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
} as const;

const hourMilliseconds = 60 * 60_000;

/** "1 December 2026 at 14:05 UTC": the law's clocks run in one time for everybody. */
export function timeInWords(instant: string | number): string {
  return `${new Intl.DateTimeFormat(locale(), dayAndTime).format(new Date(instant))} UTC`;
}

/** For the desk: "2 days and 3 hours", "5 hours", "12 minutes": whole ones, never more than there are. */
export function spanInWords(milliseconds: number): string {
  const hours = Math.floor(milliseconds / hourMilliseconds);
  if (hours < 1) return counted(Math.floor(milliseconds / 60_000), 'minute');
  if (hours < 24) return counted(hours, 'hour');
  const rest = hours % 24;
  const days = counted(Math.floor(hours / 24), 'day');
  return rest === 0 ? days : `${days} and ${counted(rest, 'hour')}`;
}

function counted(count: number, unit: string): string {
  return `${count} ${count === 1 ? unit : `${unit}s`}`;
}
