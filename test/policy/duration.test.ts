import { afterEach, describe, expect, test } from 'vitest';
import { type Duration, duration, durationInWords, endOf, latestStartOver } from '../../src/policy/duration.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (instant: number) => new Date(instant).toISOString();
const day = 86_400_000;
const zoneBefore = process.env['TZ'];
afterEach(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

/** Worked out by hand on a calendar, not by the code. */
const ends: readonly [string, Duration, string][] = [
  ['2026-11-23T16:07:00.000Z', { years: 7 }, '2033-11-23T16:07:00.000Z'],
  ['2024-02-28T23:59:59.999Z', { years: 7 }, '2031-02-28T23:59:59.999Z'],
  ['2024-02-29T00:00:00.000Z', { years: 7 }, '2031-03-01T00:00:00.000Z'],
  ['2024-02-29T12:34:56.789Z', { years: 7 }, '2031-03-01T00:00:00.000Z'],
  ['2024-02-29T23:59:59.999Z', { years: 7 }, '2031-03-01T00:00:00.000Z'],
  ['2024-03-01T00:00:00.000Z', { years: 7 }, '2031-03-01T00:00:00.000Z'],
  ['2024-02-29T12:34:56.789Z', { years: 4 }, '2028-02-29T12:34:56.789Z'],
  ['2021-02-28T10:00:00.000Z', { years: 7 }, '2028-02-28T10:00:00.000Z'],
  ['2021-03-01T10:00:00.000Z', { years: 7 }, '2028-03-01T10:00:00.000Z'],
  // 2100 is no leap year.
  ['2096-02-29T10:00:00.000Z', { years: 4 }, '2100-03-01T00:00:00.000Z'],
  ['2025-12-31T23:59:59.999Z', { years: 1 }, '2026-12-31T23:59:59.999Z'],
  ['2024-02-29T12:00:00.000Z', { days: 30 }, '2024-03-30T12:00:00.000Z'],
  ['2025-02-28T12:00:00.000Z', { days: 30 }, '2025-03-30T12:00:00.000Z'],
  // The night in which the clocks of Paris go back is not an hour longer here.
  ['2026-10-24T23:30:00.000Z', { days: 1 }, '2026-10-25T23:30:00.000Z'],
  ['2026-12-31T23:45:00.000Z', { minutes: 30 }, '2027-01-01T00:15:00.000Z'],
];

describe('the end of a span', () => {
  test.each(ends)('of what began at %s and lasts %o is %s', (start, span, end) => {
    expect(iso(endOf(at(start), span))).toBe(end);
  });

  test.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Paris'])('is the same in %s', (zone) => {
    process.env['TZ'] = zone;
    expect(new Date(0).getTimezoneOffset(), 'the zone must have changed').not.toBe(0);
    for (const [start, span, end] of ends) expect(iso(endOf(at(start), span))).toBe(end);
    expect(iso(latestStartOver(at('2031-03-01T00:00:00.000Z'), { years: 7 }))).toBe('2024-03-01T00:00:00.000Z');
  });
});

describe('the latest start that is over', () => {
  test.each([
    ['2031-02-28T23:59:59.999Z', { years: 7 }, '2024-02-28T23:59:59.999Z'],
    // The whole of the leap day is over at once, with the first moment of March.
    ['2031-03-01T00:00:00.000Z', { years: 7 }, '2024-03-01T00:00:00.000Z'],
    // On a leap day, nothing of March of a year without one.
    ['2028-02-29T00:00:00.000Z', { years: 7 }, '2021-02-28T23:59:59.999Z'],
    ['2028-02-29T23:59:59.999Z', { years: 7 }, '2021-02-28T23:59:59.999Z'],
    ['2028-03-01T00:00:00.000Z', { years: 7 }, '2021-03-01T00:00:00.000Z'],
    ['2028-02-29T10:00:00.000Z', { years: 4 }, '2024-02-29T10:00:00.000Z'],
    ['2024-03-30T12:00:00.000Z', { days: 30 }, '2024-02-29T12:00:00.000Z'],
  ] satisfies [string, Duration, string][])('at %s, for %o, is %s', (now, span, start) => {
    expect(iso(latestStartOver(at(now), span))).toBe(start);
  });
});

describe('over random instants, and those around leap days', () => {
  const random = randomFrom(20_261_123);
  const instants = [
    ...Array.from({ length: 4_000 }, () => Math.floor(random() * at('2120-01-01T00:00:00Z'))),
    ...Array.from({ length: 4_000 }, () => {
      const year = 1972 + 4 * Math.floor(random() * 35) + Math.floor(random() * 2);
      return Date.UTC(year, 1, 27) + Math.floor(random() * 4 * day);
    }),
    ...[2023, 2024, 2025, 2100].flatMap((year) => [28, 29, 30].map((day) => Date.UTC(year, 1, day))),
  ];
  const spans: readonly Duration[] = [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 10, 100].map((years) => ({ years })),
    ...[1, 28, 30, 90, 365, 366].map((days) => ({ days })),
    ...[1, 30, 1_440].map((minutes) => ({ minutes })),
  ];

  test('a start is due exactly when it is not after the latest start that is over', () => {
    for (const now of instants) {
      for (const span of spans) {
        const latest = latestStartOver(now, span);
        // Both sides of the line, a millisecond apart: `endOf` rises with its start, so this holds for every other.
        if (endOf(latest, span) > now || endOf(latest + 1, span) <= now) {
          expect.fail(`At ${iso(now)}, ${durationInWords(span)}: the latest start is not ${iso(latest)}`);
        }
      }
    }
  });

  test('a later start never ends earlier, and no span is shorter than its days', () => {
    const ordered = instants.toSorted((one, other) => one - other);
    for (const span of spans) {
      let before = Number.NEGATIVE_INFINITY;
      for (const start of ordered) {
        const end = endOf(start, span);
        const shortest = (span.years ?? 0) * 365 * day + (span.days ?? 0) * day + (span.minutes ?? 0) * 60_000;
        if (end < before || end - start < shortest) expect.fail(`${iso(start)}, ${durationInWords(span)}: ${iso(end)}`);
        before = end;
      }
    }
  });
});

describe('a duration', () => {
  test.each([
    {},
    { days: 0 },
    { days: -30 },
    { days: 30.5 },
    { days: '30' },
    { days: 30, years: 1 },
    { weeks: 2 },
    { day: 30 },
    { years: Number.NaN },
    '30 days',
    null,
  ])('is not %o', (value) => {
    expect(duration.safeParse(value).success).toBe(false);
  });

  test.each([
    [{ days: 30 }, '30 days'],
    [{ years: 1 }, '1 year'],
    [{ years: 7 }, '7 years'],
    [{ minutes: 30 }, '30 minutes'],
  ])('%o is said as "%s"', (value, words) => {
    expect(durationInWords(duration.parse(value))).toBe(words);
  });
});

/** Mulberry32: the same numbers in every run, between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
