/**
 * The privacy policy as its owner gave it, in the parts that a page can show:
 * headings, paragraphs, lists, tables. Every character of the text is in exactly
 * one part, but for the marks that make a list or a table; a test holds this.
 */

export type PolicyPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface PolicySection {
  /** "8. Data Retention" */
  readonly title: string;
  /** For links: "data-retention". */
  readonly anchor: string;
  readonly parts: readonly PolicyPart[];
}

export interface Policy {
  readonly title: string;
  /** The word that stands over the list of sections. */
  readonly contents: string;
  readonly sections: readonly PolicySection[];
}

const sectionTitle = /^\d+\. /;
const numberedHeading = /^\d+\.\d+ /;

/** Throws when the text does not begin as the policy does. */
export function readPolicy(text: string): Policy {
  const [title, contents, ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [first] = lines;
  if (!title || !contents || !first || !sectionTitle.test(first)) {
    throw new Error('The privacy policy must begin with its title, the word over its contents and a numbered section.');
  }
  const starts = lines.flatMap((line, place) => (sectionTitle.test(line) ? [place] : []));
  const sections = starts.map((start, index) => readSection(lines.slice(start, starts[index + 1])));
  return { title, contents, sections };
}

function readSection([title = '', ...lines]: readonly string[]): PolicySection {
  const parts: PolicyPart[] = [];
  for (let place = 0; place < lines.length; ) {
    const run = lines.slice(place);
    const kind = kindOf(run[0] ?? '');
    const end = run.findIndex((line) => kindOf(line) !== kind);
    const length = kind === 'list' || kind === 'table' ? (end === -1 ? run.length : end) : 1;
    parts.push(readPart(kind, run.slice(0, length)));
    place += length;
  }
  return { title, anchor: anchorOf(title), parts };
}

/** A line without a stop, a colon or a number of its own is a heading: "What We Use". */
function kindOf(line: string): PolicyPart['kind'] {
  if (line.startsWith('- ')) return 'list';
  if (line.startsWith('|')) return 'table';
  return numberedHeading.test(line) || !/[.:]/.test(line) ? 'heading' : 'paragraph';
}

function readPart(kind: PolicyPart['kind'], lines: readonly string[]): PolicyPart {
  switch (kind) {
    case 'list':
      return { kind, items: lines.map((line) => line.slice(2).trim()) };
    case 'table': {
      const [head = [], _rule, ...rows] = lines.map(readCells);
      return { kind, head, rows };
    }
    case 'heading':
    case 'paragraph':
      return { kind, text: (lines[0] ?? '').trim() };
  }
}

function readCells(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function anchorOf(title: string): string {
  return title
    .replace(sectionTitle, '')
    .toLowerCase()
    .replaceAll("'", '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
