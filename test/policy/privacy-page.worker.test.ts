import { readFileSync } from 'node:fs';
import { ELEMENT_NODE, type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelectorAll } from 'ultrahtml/selector';
import { describe, expect, it } from 'vitest';
import { annex, dutiesOfOwner } from '../../src/policy/annex.ts';
import { changelog } from '../../src/policy/changelog.ts';
import { statements } from '../../src/policy/document.ts';
import { durationInWords } from '../../src/policy/duration.ts';
import { ownerDuties } from '../../src/policy/owner-duties.ts';
import { retention } from '../../src/policy/retention.ts';
import { contacts } from '../../src/policy/rights.ts';

/** The page as it is deployed, against the text as its owner gave it. */
const page = parse(readFileSync('dist/client/privacy/index.html', 'utf8'));
const text = readFileSync('src/policy/privacy-policy.txt', 'utf8');

/** A line of the text or a cell of its tables, and the statements that stand in it on the page. */
interface Block {
  readonly words: string;
  readonly statements: readonly string[];
}

const blockNames = new Set(['h1', 'h2', 'h3', 'p', 'li', 'th', 'td']);
const statementIds = new Set(statements().map(({ id }) => id));

describe('the given text on the built privacy page', () => {
  const shown = querySelectorAll(page, '[data-policy]').flatMap((element: Node) => blocksIn(element));

  it('is the owner’s, sentence by sentence and cell by cell, with nothing between', () => {
    expect(shown.length).toBeGreaterThan(100);
    expect(differences(shown, writtenLines())).toEqual([]);
  });

  it('is named by its statements where it differs', () => {
    const first = shown.findIndex((block: Block) => block.statements.includes('storage.lg_sid'));
    const changed = shown.with(first + 3, { words: 'localStorage (for ever)', statements: ['storage.lg_sid'] });
    expect(differences(changed, writtenLines())).toEqual([
      'storage.lg_sid: the page says "localStorage (for ever)", the policy "sessionStorage (tab close)"',
    ]);
    expect(differences(shown.toSpliced(first, 1), writtenLines())[0]).toMatch(/^storage\.lg_sid: /);
    expect(differences(shown.slice(0, -1), writtenLines())).toEqual([
      expect.stringMatching(/^the end of the text: the page says nothing, the policy "If you are an EU\/UK resident/),
    ]);
  });

  it('has each statement in an element of its own, which a link can name', () => {
    const linked = statements().map(({ id }) => ({ id, words: elementsWithId(id).map(statementWords) }));
    expect(linked).toEqual(statements().map(({ id, text: said }) => ({ id, words: [fold(said)] })));
  });

  it('uses no id twice', () => {
    const ids = querySelectorAll(page, '[id]').map((element: Node) => element.attributes.id);
    expect(ids.filter((id: string, place: number) => ids.indexOf(id) !== place)).toEqual([]);
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

  it('[who.contact] [contact.email] has the privacy address as a link that writes to it', () => {
    for (const id of ['who.contact', 'contact.email', 'rights.how']) {
      const element = only(elementsWithId(id));
      const links = querySelectorAll(element, 'a').map((link: Node) => [link.attributes.href, wordsIn(link)]);
      expect(links).toEqual([[`mailto:${contacts.privacyEmail}`, 'privacy@liengroup.com']]);
    }
  });

  it('[contact.whatsapp] has WhatsApp as a link to press, and loads nothing from it', () => {
    const element = only(elementsWithId('contact.whatsapp'));
    const links = querySelectorAll(element, 'a').map((link: Node) => link.attributes.href);
    expect(links).toEqual(['https://wa.me/8616657122166']);
  });
});

describe('the built privacy page', () => {
  it('leads from its contents to each section, and to what the house adds', () => {
    const sections = querySelectorAll(page, '[data-policy] section').map(anchorOf);
    expect(sections).toHaveLength(12);
    expect(linksIn('.contents ol')).toEqual(sections);
    const added = linksIn('.contents ul');
    expect(added).toEqual(['#on-this-device', ...annex.map(({ anchor }) => `#${anchor}`), '#owner-duties', '#changes']);
    for (const target of added) expect(elementsWithId(target.slice(1))).toHaveLength(1);
  });

  it('keeps what the house adds out of the given text', () => {
    for (const place of ['.short', '.annex', '.device']) {
      expect(querySelectorAll(page, place)).toHaveLength(1);
      expect(querySelectorAll(page, `[data-policy] ${place}`)).toHaveLength(0);
    }
    expect(wordsIn(only(querySelectorAll(page, '.annex header')))).toContain('the house’s own addition');
  });

  it('has every period that the text leaves open in the annex', () => {
    const open = Object.values(retention).filter(({ stands }) => stands === 'annex');
    const rows = bodyRows('open-periods').map(cellsOf);
    expect(rows).toEqual(open.map(({ name, words, keep, from }) => [`${name}: ${words}`, durationInWords(keep), from]));
    expect(rows.length).toBeGreaterThan(0);
  });

  it('lists every duty of the owner, with a link to its statement', () => {
    const rows = bodyRows('owner-duties');
    expect(rows.map((row: Node) => targetOf(only(querySelectorAll(row, 'a')))).sort()).toEqual(
      Object.keys(ownerDuties)
        .map((id) => `#${id}`)
        .sort(),
    );
    expect(rows.map((row: Node) => cellsOf(row)[1])).toEqual(dutiesOfOwner().map(({ duty }) => duty));
  });

  it('says when it last changed', () => {
    const time = only(querySelectorAll(page, '.short time'));
    expect(time.attributes.datetime).toBe(changelog[0]?.date);
    expect(querySelectorAll(page, '[id="changes"] li')).toHaveLength(changelog.length);
  });
});

/** A sentence for each block that is not what the owner wrote, with the ids of its statements; the first five. */
function differences(shown: readonly Block[], written: readonly string[]): string[] {
  const places = Array.from({ length: Math.max(shown.length, written.length) }, (_, place) => place);
  return places
    .filter((place) => shown[place]?.words !== written[place])
    .slice(0, 5)
    .map((place) => {
      const { words, statements: ids } = shown[place] ?? { words: undefined, statements: [] };
      const where = ids.join(', ') || (words === undefined ? 'the end of the text' : 'a heading');
      const quoted = (said: string | undefined) => (said === undefined ? 'nothing' : JSON.stringify(said));
      return `${where}: the page says ${quoted(words)}, the policy ${quoted(written[place])}`;
    });
}

/** Each line of the text, and each cell of its tables, as a reader meets them. */
function writtenLines(): string[] {
  return text
    .split('\n')
    .filter((line) => !/^\|[-|]+\|$/.test(line))
    .flatMap((line) => (line.startsWith('|') ? line.slice(1, -1).split('|') : [line.replace(/^- /, '')]))
    .map(fold)
    .filter((line) => line !== '');
}

function blocksIn(node: Node, around: readonly string[] = []): Block[] {
  const ids = node.type === ELEMENT_NODE ? [...around, ...statementsAt(node)] : around;
  if (node.type === ELEMENT_NODE && blockNames.has(node.name)) {
    const inside = querySelectorAll(node, '[id]').flatMap(statementsAt);
    return [{ words: wordsIn(node), statements: [...new Set([...ids, ...inside])] }];
  }
  if (node.type === TEXT_NODE) return fold(node.value) === '' ? [] : [{ words: fold(node.value), statements: ids }];
  return 'children' in node ? node.children.flatMap((child: Node) => blocksIn(child, ids)) : [];
}

function statementsAt({ attributes }: Node): string[] {
  return statementIds.has(attributes.id) ? [attributes.id] : [];
}

function elementsWithId(id: string): Node[] {
  return querySelectorAll(page, '[id]').filter((element: Node) => element.attributes.id === id);
}

function bodyRows(id: string): Node[] {
  return querySelectorAll(only(querySelectorAll(only(elementsWithId(id)), 'tbody')), 'tr');
}

function linksIn(place: string): string[] {
  return querySelectorAll(only(querySelectorAll(page, place)), 'a').map(targetOf);
}

function only([element, ...others]: readonly Node[]): Node {
  if (!element || others.length > 0) throw new Error(`Expected one element, found ${element ? others.length + 1 : 0}.`);
  return element;
}

function statementWords(element: Node): string {
  return element.name === 'tr' ? cellsOf(element).join(' | ') : wordsIn(element);
}

function cellsOf(row: Node): string[] {
  return querySelectorAll(row, 'td').map((cell: Node) => wordsIn(cell));
}

function anchorOf({ attributes }: Node): string {
  return `#${attributes.id}`;
}

function targetOf({ attributes }: Node): string {
  return attributes.href;
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
