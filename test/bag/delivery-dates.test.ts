import { expect, it } from 'vitest';
import { deliveryDates } from '../../src/bag/delivery-dates.ts';

const days = { daysFrom: 1, daysTo: 3 };
const local = (year: number, month: number, day: number) => new Date(year, month - 1, day);

it('counts from the next working day, when the pieces leave', () => {
  const monday = new Date(2026, 10, 23, 23, 59);
  expect(deliveryDates(monday, days, 0)).toEqual({ from: local(2026, 11, 25), to: local(2026, 11, 27) });
});

it.each([
  ['Thursday', local(2026, 11, 26), local(2026, 11, 30), local(2026, 12, 2)],
  ['Friday', local(2026, 11, 27), local(2026, 12, 1), local(2026, 12, 3)],
  ['Saturday', local(2026, 11, 28), local(2026, 12, 1), local(2026, 12, 3)],
  ['Sunday', local(2026, 11, 29), local(2026, 12, 1), local(2026, 12, 3)],
])('skips the weekend for an order placed on a %s', (_day, today, from, to) => {
  expect(deliveryDates(today, days, 0)).toEqual({ from, to });
});

it('adds the weeks of making first', () => {
  expect(deliveryDates(local(2026, 11, 23), days, 6)).toEqual({ from: local(2027, 1, 6), to: local(2027, 1, 8) });
});

it('crosses the change of the clocks and the end of a year without losing a day', () => {
  expect(deliveryDates(local(2026, 10, 23), days, 0)).toEqual({ from: local(2026, 10, 27), to: local(2026, 10, 29) });
  expect(deliveryDates(local(2026, 12, 31), days, 0)).toEqual({ from: local(2027, 1, 4), to: local(2027, 1, 6) });
});
