import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PolicyPart, readPolicy } from '../../src/policy/read-policy.ts';

const text = readFileSync(new URL('../../src/policy/privacy-policy.txt', import.meta.url), 'utf8');
const policy = readPolicy(text);

describe('the policy as the page shows it', () => {
  it('holds every character of the text, in its order', () => {
    const shown = [policy.title, policy.contents];
    for (const section of policy.sections) shown.push(section.title, ...section.parts.map(wordsOf));
    // What marks a list or a table is drawn, not written.
    const written = text
      .replace(/^- /gm, '')
      .replace(/^[|-]+$/gm, '')
      .replaceAll('|', ' ');
    expect(fold(shown.join(' '))).toBe(fold(written));
  });

  it('has the twelve sections, the four tables and the unnumbered headings', () => {
    expect(policy.sections.map((section) => section.title.split('.')[0])).toEqual(
      Array.from({ length: 12 }, (_, place) => String(place + 1)),
    );
    const parts = policy.sections.flatMap((section) => section.parts);
    expect(parts.filter((part) => part.kind === 'table')).toHaveLength(4);
    expect(parts.flatMap((part) => (part.kind === 'heading' ? [part.text] : []))).toEqual([
      '2.1 Information You Provide',
      '2.2 Information Collected Automatically',
      '2.3 Information from Third Parties',
      'What We Use',
      'Get in Touch',
    ]);
  });

  it('has tables whose rows are as wide as their heads', () => {
    for (const { parts } of policy.sections) {
      for (const part of parts) {
        if (part.kind === 'table') for (const row of part.rows) expect(row).toHaveLength(part.head.length);
      }
    }
  });

  it('gives each section an address of its own', () => {
    const anchors = policy.sections.map((section) => section.anchor);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(anchors).toContain('your-rights');
    expect(anchors).toContain('childrens-privacy');
  });
});

it('refuses a text that does not begin as the policy does', () => {
  expect(() => readPolicy('')).toThrow();
  expect(() => readPolicy('Privacy Policy\nContents\nWho We Are\n')).toThrow();
});

function wordsOf(part: PolicyPart): string {
  switch (part.kind) {
    case 'heading':
    case 'paragraph':
      return part.text;
    case 'list':
      return part.items.join(' ');
    case 'table':
      return [part.head, ...part.rows].flat().join(' ');
  }
}

function fold(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
