import { describe, expect, test } from 'vitest';
import { breachDueAt, breachRisks, clockStanding, isNoticeOwed } from '../../src/policy/breach-clock.ts';

const hour = 60 * 60_000;
const discoveredAt = Date.parse('2028-02-27T23:30:00Z');

describe('[security.breach] a notice of a breach', () => {
  test('is due 72 hours after the discovery, across a leap day too', () => {
    expect(breachDueAt(discoveredAt)).toBe(discoveredAt + 72 * hour);
    expect(new Date(breachDueAt(discoveredAt)).toISOString()).toBe('2028-03-01T23:30:00.000Z');
  });

  test('is late from its 72nd hour on, and not a millisecond before', () => {
    const due_at = breachDueAt(discoveredAt);
    expect(clockStanding({ due_at, kept_at: null }, 'risk', due_at - 1)).toBe('soon');
    expect(clockStanding({ due_at, kept_at: null }, 'risk', due_at)).toBe('over');
    expect(clockStanding({ due_at, kept_at: due_at - 1 }, 'risk', due_at + hour)).toBe('kept');
    expect(clockStanding({ due_at, kept_at: due_at }, 'risk', due_at)).toBe('kept-late');
  });

  test('is owed wherever somebody has not judged that no risk is likely', () => {
    expect(breachRisks.filter((risk) => !isNoticeOwed(risk))).toEqual(['none-likely']);
  });
});
