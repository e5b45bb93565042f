/**
 * Days on which a period doesn't end: Regulation (EEC, Euratom) 1182/71, Art. 3(4), lets it run to the end of the next
 * working day. Which days are public holidays each state decides for itself. Here stands every one that is kept in the
 * whole of a member state of the European Union or in a part of the United Kingdom, and it counts for everybody: a day
 * too many helps the shopper, and costs the house a day.
 */

/** Month and day. */
const fixed = new Set(
  [
    '01-01 01-02 01-06 01-07 01-24 02-08 02-10 02-16 02-24 03-03 03-11 03-15 03-17 03-19 03-25 03-31 04-01 04-25',
    '04-27 05-01 05-02 05-03 05-04 05-05 05-06 05-08 05-09 05-24 05-30 06-01 06-02 06-05 06-06 06-07 06-10 06-22',
    '06-23 06-24 06-25 06-29 07-05 07-06 07-12 07-14 07-21 08-05 08-15 08-20 08-29 09-01 09-06 09-08 09-15 09-21',
    '09-22 09-28 10-01 10-03 10-05 10-12 10-23 10-26 10-28 10-31 11-01 11-02 11-11 11-16 11-17 11-18 11-30 12-01',
    '12-06 12-08 12-13 12-24 12-25 12-26 12-31',
  ].flatMap((line) => line.split(' ')),
);

/** Days from Easter Sunday: Maundy Thursday to Corpus Christi in the west, Clean Monday to Whit Monday in the east. */
const fromWesternEaster = [-3, -2, 1, 39, 50, 60];
const fromOrthodoxEaster = [-48, -2, -1, 1, 50];

const dayMilliseconds = 24 * 60 * 60_000;

/** @param day midnight of it in UTC, milliseconds since the epoch: a date of the calendar, not an instant */
export function isWorkingDay(day: number): boolean {
  const date = new Date(day);
  const weekday = date.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  if (fixed.has(date.toISOString().slice(5, 10))) return false;
  if (weekday === 1 && isBankMonday(date)) return false;
  const year = date.getUTCFullYear();
  const since = (easter: number) => Math.round((day - easter) / dayMilliseconds);
  return (
    !fromWesternEaster.includes(since(westernEaster(year))) && !fromOrthodoxEaster.includes(since(orthodoxEaster(year)))
  );
}

/** The Mondays of the British and Irish calendars: of February, May, June, August and October. */
function isBankMonday(date: Date): boolean {
  const month = date.getUTCMonth() + 1;
  const isFirst = date.getUTCDate() <= 7;
  const isLast = new Date(date.getTime() + 7 * dayMilliseconds).getUTCMonth() + 1 !== month;
  return (isFirst && [2, 5, 6, 8].includes(month)) || (isLast && [5, 8, 10].includes(month));
}

/** Midsummer Eve and the like fall on weekends or stand above. Source: Meeus, Astronomical Algorithms, chapter 8. */
function westernEaster(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}

/** The Julian date, thirteen days later until the year 2100. The same source. */
function orthodoxEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const n = d + e + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) + 13 * dayMilliseconds;
}
