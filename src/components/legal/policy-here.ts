import type { Part, Section } from '../../policy/document.ts';
import { sayKnown } from '../../words/say.ts';

/** "8. Data Retention", in the language of the page. */
export function titleHere({ number, title }: Section): string {
  return `${number}. ${sayKnown(title)}`;
}

/** A part of the policy in the language of the page; its statements keep their ids. */
export function partHere(part: Part): Part {
  switch (part.kind) {
    case 'heading':
      return { ...part, text: sayKnown(part.text) };
    case 'paragraph':
      return { ...part, statements: part.statements.map(({ id, text }) => ({ id, text: sayKnown(text) })) };
    case 'list':
      return { ...part, items: part.items.map(({ id, text }) => ({ id, text: sayKnown(text) })) };
    case 'table':
      return {
        ...part,
        head: part.head.map(sayKnown),
        rows: part.rows.map(({ id, cells }) => ({ id, cells: cells.map(sayKnown) })),
      };
  }
}
