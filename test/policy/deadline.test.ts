import { describe, expect, test } from 'vitest';
import { judgeExtension, requestDeadlines } from '../../src/policy/deadline.ts';

const at = (text: string) => Date.parse(text);
const said = (receivedAt: string) => {
  const { targetAt, dueAt } = requestDeadlines(at(receivedAt));
  return { target: new Date(targetAt).toISOString(), due: new Date(dueAt).toISOString() };
};

describe('[contact.deadline] the target is the end of the fifth business day after the receipt', () => {
  test.each([
    ['a Monday: the Monday after', '2026-11-23T09:00:00Z', '2026-11-30T23:59:59.999Z'],
    ['a Tuesday at its first instant: the Tuesday after', '2026-11-24T00:00:00Z', '2026-12-01T23:59:59.999Z'],
    ['a Tuesday at its last instant: the same Tuesday', '2026-11-24T23:59:59.999Z', '2026-12-01T23:59:59.999Z'],
    ['a Friday: the Friday after', '2026-11-27T17:00:00Z', '2026-12-04T23:59:59.999Z'],
    ['a Saturday: the Friday after', '2026-11-28T08:00:00Z', '2026-12-04T23:59:59.999Z'],
    ['a Sunday: the Friday after', '2026-11-29T08:00:00Z', '2026-12-04T23:59:59.999Z'],
    ['over a year’s end', '2026-12-30T12:00:00Z', '2027-01-06T23:59:59.999Z'],
    ['over a leap day', '2028-02-25T12:00:00Z', '2028-03-03T23:59:59.999Z'],
  ])('received on %s', (_said, receivedAt, target) => {
    expect(said(receivedAt).target).toBe(target);
  });
});

describe('[rights.deadline] [contact.deadline] an answer is due after 30 days or a calendar month, whichever is earlier', () => {
  test.each([
    ['a month of 31 days: 30 days', '2026-10-05T10:30:00Z', '2026-11-04T10:30:00.000Z'],
    ['a month of 30 days: both', '2026-11-24T17:00:00Z', '2026-12-24T17:00:00.000Z'],
    ['February: the month', '2027-02-10T08:00:00Z', '2027-03-10T08:00:00.000Z'],
    ['a February of 29 days: the month', '2028-02-10T08:00:00Z', '2028-03-10T08:00:00.000Z'],
    ['31 January: the last of February', '2027-01-31T08:00:00Z', '2027-02-28T08:00:00.000Z'],
    ['30 January: the last of February', '2027-01-30T08:00:00Z', '2027-02-28T08:00:00.000Z'],
    ['31 January before a leap day', '2028-01-31T08:00:00Z', '2028-02-29T08:00:00.000Z'],
    ['31 December: 30 days, into the next year', '2026-12-31T08:00:00Z', '2027-01-30T08:00:00.000Z'],
  ])('received in %s', (_said, receivedAt, due) => {
    expect(said(receivedAt).due).toBe(due);
  });

  test('no day of four years is due later than either', () => {
    for (let day = at('2026-01-01T12:00:00Z'); day < at('2030-01-01T12:00:00Z'); day += 86_400_000) {
      const { dueAt, targetAt } = requestDeadlines(day);
      expect(dueAt - day).toBeLessThanOrEqual(30 * 86_400_000);
      expect(dueAt - day).toBeGreaterThanOrEqual(28 * 86_400_000);
      expect(targetAt).toBeLessThan(dueAt);
    }
  });
});

describe('an extension', () => {
  const due = at('2026-12-24T17:00:00Z');
  const request = { due_at: due, extended_to: null };
  const reason = 'The invoices of four years have to be looked through.';

  test('may be told before the due date, with a reason, for two further months at most', () => {
    const until = at('2027-02-24T17:00:00Z');
    expect(judgeExtension(request, { until, reason }, due - 1)).toBeUndefined();
  });

  test.each([
    ['at the due date', { until: at('2027-01-24T17:00:00Z'), reason }, due, 'already-due'],
    ['a millisecond beyond two months', { until: at('2027-02-24T17:00:00.001Z'), reason }, due - 1, 'too-long'],
    ['without a reason', { until: at('2027-01-24T17:00:00Z'), reason: ' \n' }, due - 1, 'no-reason'],
    ['to the due date itself', { until: due, reason }, due - 1, 'not-later'],
  ])('is refused %s', (_said, extension, now, fault) => {
    expect(judgeExtension(request, extension, now)).toBe(fault);
  });

  test('is refused where there was one, however short', () => {
    const extended = { due_at: due, extended_to: due + 86_400_000 };
    expect(judgeExtension(extended, { until: due + 2 * 86_400_000, reason }, due - 1)).toBe('already-extended');
  });

  test('of a request that was due on the last of December ends with February', () => {
    const december = { due_at: at('2026-12-31T09:00:00Z'), extended_to: null };
    const judge = (until: string) => judgeExtension(december, { until: at(until), reason }, december.due_at - 1);
    expect(judge('2027-02-28T09:00:00Z')).toBeUndefined();
    expect(judge('2027-02-28T09:00:00.001Z')).toBe('too-long');
  });
});
