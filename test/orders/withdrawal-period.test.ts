import { describe, expect, it } from 'vitest';
import { servedCountries } from '../../src/catalog/delivery.ts';
import { isWorkingDay } from '../../src/orders/public-holidays.ts';
import { hasZone, withdrawalEnd } from '../../src/orders/withdrawal-period.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
/** That weekends and holidays may add: in a late April, when those of many states follow one another. */
const mostDaysAdded = 13;

function endOf(deliveredAt: string, country: string) {
  const { at, lastDay } = withdrawalEnd(Date.parse(deliveredAt), country);
  return { at: new Date(at).toISOString(), lastDay };
}

describe('the days of withdrawal', () => {
  it.each([
    // A Tuesday; its own day does not count, and the fourteenth after it is whole.
    ['2026-02-03T10:00:00Z', 'FR', '2026-02-17', '2026-02-17T23:00:00.000Z'],
    // The same day there, whether it began or ends.
    ['2026-02-02T23:00:00Z', 'FR', '2026-02-17', '2026-02-17T23:00:00.000Z'],
    ['2026-02-03T22:59:59.999Z', 'FR', '2026-02-17', '2026-02-17T23:00:00.000Z'],
    ['2026-02-03T23:00:00Z', 'FR', '2026-02-18', '2026-02-18T23:00:00.000Z'],
    // The clocks go forward in between: Regulation or not, a day is a day.
    ['2026-03-24T12:00:00Z', 'DE', '2026-04-07', '2026-04-07T22:00:00.000Z'],
    ['2026-10-20T12:00:00Z', 'DE', '2026-11-03', '2026-11-03T23:00:00.000Z'],
    ['2026-02-03T10:00:00Z', 'GB', '2026-02-17', '2026-02-18T00:00:00.000Z'],
    ['2026-02-03T16:00:00Z', 'JP', '2026-02-18', '2026-02-18T15:00:00.000Z'],
    // Delivered on Tuesday by the clock of New York, and over when it is over in Hawaii.
    ['2026-02-04T03:00:00Z', 'US', '2026-02-17', '2026-02-18T10:00:00.000Z'],
    // A Saturday, a Sunday: the Monday after.
    ['2026-01-10T10:00:00Z', 'FR', '2026-01-26', '2026-01-26T23:00:00.000Z'],
    ['2026-01-11T10:00:00Z', 'FR', '2026-01-26', '2026-01-26T23:00:00.000Z'],
    // A Saturday, behind which Clean Monday and Estonia's day of independence lie.
    ['2026-02-07T10:00:00Z', 'FR', '2026-02-25', '2026-02-25T23:00:00.000Z'],
    // Good Friday to Easter Monday of 2026, with the Maundy Thursday of Spain and Denmark before them.
    ['2026-03-19T10:00:00Z', 'FR', '2026-04-07', '2026-04-07T22:00:00.000Z'],
    // Christmas, from the 24th, a Thursday, over its weekend.
    ['2026-12-10T10:00:00Z', 'GB', '2026-12-28', '2026-12-29T00:00:00.000Z'],
  ])('delivered at %s to %s: the last day is %s', (deliveredAt, country, lastDay, at) => {
    expect(endOf(deliveredAt, country)).toEqual({ lastDay, at });
  });

  // A clock that is put forward takes an hour of them.
  it('are fourteen whole ones at least, and never many more, in every country and on every day of years', () => {
    const wrong: string[] = [];
    for (const country of servedCountries) {
      for (let at = Date.UTC(2026, 0, 1, 11); at < Date.UTC(2026, 11, 31); at += 3 * day) {
        const length = withdrawalEnd(at, country).at - at;
        if (length <= 14 * day - 2 * hour || length > (15 + mostDaysAdded + 1) * day) {
          wrong.push(`${country} ${new Date(at).toISOString()} ${length / day}`);
        }
      }
    }
    for (let start = Date.UTC(2026, 0, 1); start < Date.UTC(2040, 0, 1); start += day) {
      let added = 0;
      while (!isWorkingDay(start + added * day)) added += 1;
      if (added > mostDaysAdded) wrong.push(`${new Date(start).toISOString()} ${added} added`);
    }
    expect(wrong).toEqual([]);
  });

  it('know the clock of every country that the house delivers to, and are generous to any other', () => {
    for (const country of servedCountries) expect(hasZone(country), country).toBe(true);
    expect(hasZone('BR')).toBe(false);
    expect(endOf('2026-02-03T09:59:59Z', 'BR').at).toBe('2026-02-18T12:00:00.000Z');
    expect(endOf('2026-02-03T10:00:00Z', 'BR').at).toBe('2026-02-19T12:00:00.000Z');
  });
});

describe('a working day', () => {
  it.each([
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2027-03-29', 'Easter Monday of 2027'],
    ['2026-05-14', 'Ascension'],
    ['2026-05-25', 'Whit Monday'],
    ['2026-04-13', 'Easter Monday in Greece'],
    ['2027-05-03', 'Easter Monday in Greece, 2027'],
    ['2026-08-31', 'the last Monday of August in England'],
    ['2026-07-14', 'the fourteenth of July'],
  ])('is not %s, %s', (date) => {
    expect(isWorkingDay(Date.parse(date))).toBe(false);
  });

  it.each(['2026-02-17', '2026-04-08', '2026-11-27', '2026-08-24'])('is %s', (date) => {
    expect(isWorkingDay(Date.parse(date))).toBe(true);
  });
});
