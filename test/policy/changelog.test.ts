import { describe, expect, it } from 'vitest';
import { changelog, checkChangelog, type PolicyChange } from '../../src/policy/changelog.ts';
import { policyDigest } from '../../src/policy/policy.ts';

const today = '2026-11-23';
const first: PolicyChange = { date: '2026-11-20', what: 'The policy is published.', digest: 'a1' };
const second: PolicyChange = { date: '2026-11-22', what: 'The e-mail log is kept for 90 days.', digest: 'b2' };

describe('the changelog of the policy', () => {
  it('is about the declarations as they are', async () => {
    expect(checkChangelog(changelog, await policyDigest(), new Date().toISOString().slice(0, 10))).toEqual([]);
  });

  it('is right with the newest change first', () => {
    expect(checkChangelog([second, first], 'b2', today)).toEqual([]);
    expect(checkChangelog([first], 'a1', today)).toEqual([]);
  });

  it('lacks an entry when the declarations changed, and is told which', () => {
    for (const log of [[second, first], []]) {
      const [sentence, ...more] = checkChangelog(log, 'c3', today);
      expect(sentence).toMatch(/no entry .* is about\. Add as its first entry/);
      expect(sentence).toContain("{ date: '2026-11-23', what: '…', digest: 'c3' },");
      expect(more).toEqual([]);
    }
  });

  it('does not take the entry that it gave for one that somebody wrote', () => {
    const unwritten = { date: today, what: '…', digest: 'c3' };
    expect(checkChangelog([unwritten, second, first], 'c3', today)).toEqual([expect.stringMatching('what changed')]);
  });

  it('is refused out of order, with a day that is none, or with one state twice', () => {
    expect(checkChangelog([first, second], 'a1', today)).toEqual([expect.stringMatching('Put the newest first')]);
    expect(checkChangelog([{ ...first, date: '2026-02-30' }], 'a1', today)).toEqual([
      expect.stringMatching('"2026-02-30" is not a date'),
    ]);
    expect(checkChangelog([{ ...second, digest: 'a1' }, first], 'a1', today)).toEqual([
      expect.stringMatching('of the same declarations'),
    ]);
  });
});
