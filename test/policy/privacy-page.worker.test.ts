import { readFileSync } from 'node:fs';
import { ELEMENT_NODE, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelectorAll } from 'ultrahtml/selector';
import { describe, expect, it } from 'vitest';

/** The page as it is deployed, against the text as its owner gave it. */
const page = parse(readFileSync('dist/client/privacy/index.html', 'utf8'));
const text = readFileSync('src/policy/privacy-policy.txt', 'utf8');

const blocks = new Set(['h1', 'h2', 'h3', 'p', 'li', 'th', 'td']);

describe('the built privacy page', () => {
  it('says the policy sentence by sentence and cell by cell, and nothing between', () => {
    const shown = querySelectorAll(page, '[data-policy]').flatMap((element: Node) => blocksIn(element));
    expect(shown.length).toBeGreaterThan(100);
    expect(shown).toEqual(writtenBlocks());
  });

  it('shows as tables what the text has as tables, and as lists what it has as lists', () => {
    const lines = text.split('\n');
    const rules = lines.filter((line) => /^\|[-|]+\|$/.test(line)).length;
    const rows = lines.filter((line) => line.startsWith('|')).length - rules;
    expect(querySelectorAll(page, '[data-policy] table')).toHaveLength(rules);
    expect(querySelectorAll(page, '[data-policy] tr')).toHaveLength(rows);
    expect(querySelectorAll(page, '[data-policy] li')).toHaveLength(
      lines.filter((line) => line.startsWith('- ')).length,
    );
  });

  it('leads from its contents to each section', () => {
    const links = querySelectorAll(page, '.contents a').map((link: Node) => link.attributes.href);
    const sections = querySelectorAll(page, '[data-policy] section').map(
      (section: Node) => `#${section.attributes.id}`,
    );
    expect(links).toHaveLength(12);
    expect(links).toEqual(sections);
  });

  it('opens with the shortest true answer, apart from the given text', () => {
    const words = querySelectorAll(page, '.short').map((element: Node) => wordsIn(element));
    expect(words).toEqual([expect.stringContaining('no cookies')]);
    expect(querySelectorAll(page, '[data-policy] .short')).toHaveLength(0);
  });
});

/** Each line of the text, and each cell of its tables, as a reader meets them. */
function writtenBlocks(): string[] {
  return text
    .split('\n')
    .filter((line) => !/^\|[-|]+\|$/.test(line))
    .flatMap((line) => (line.startsWith('|') ? line.slice(1, -1).split('|') : [line.replace(/^- /, '')]))
    .map(fold)
    .filter((line) => line !== '');
}

function blocksIn(node: Node): string[] {
  if (node.type === ELEMENT_NODE && blocks.has(node.name)) return [wordsIn(node)];
  if (node.type === TEXT_NODE) return fold(node.value) === '' ? [] : [fold(node.value)];
  return 'children' in node ? node.children.flatMap((child: Node) => blocksIn(child)) : [];
}

function wordsIn(node: Node): string {
  const gather = (inner: Node): string =>
    inner.type === TEXT_NODE ? inner.value : 'children' in inner ? inner.children.map(gather).join('') : '';
  return fold(decode(gather(node)));
}

/** The references that Astro writes for characters that mean something in HTML. */
function decode(words: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#34': '"' };
  return words.replace(/&(#?\w+);/g, (reference, name: string) => characters[name] ?? reference);
}

function fold(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
