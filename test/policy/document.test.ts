import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyAsText, statements } from '../../src/policy/document.ts';

const given = readFileSync('src/policy/privacy-policy.txt', 'utf8');

/** The first statement that a text does not have where the declarations put it, or nothing. */
function firstThatDiffers(text: string): string | undefined {
  let from = 0;
  for (const { id, text: words } of statements()) {
    const at = text.indexOf(words, from);
    if (at === -1) return `${id}: the declarations say "${words}", and the given text does not, at this place.`;
    from = at + words.length;
  }
  return undefined;
}

describe('the text of the policy', () => {
  it('is the owner’s, byte for byte', () => {
    const made = policyAsText();
    if (made !== given) expect(firstThatDiffers(given), 'the first statement that differs').toBeUndefined();
    expect(made).toBe(given);
  });

  it('is told from one that differs in a word, by the statement', () => {
    expect(firstThatDiffers(given)).toBeUndefined();
    expect(firstThatDiffers(given.replace('30 days, then', '31 days, then'))).toMatch(/^retention\.analytics: /);
    expect(firstThatDiffers(given.replace('SCCs in place', 'SCC in place'))).toMatch(/^share\.stripe: /);
  });

  it('gives each of its statements an identifier of its own', () => {
    const ids = statements().map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(60);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-z0-9_-]+$/);
  });
});
