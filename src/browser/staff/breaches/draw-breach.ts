/** A breach in the desk's words and parts. */
import type { AffectedPeople, DeskBreach } from '../../../api/breach-answers.ts';
import { riskWords } from '../../../api/breach-words.ts';
import { timeInWords } from '../../../api/time-in-words.ts';
import { copyOf, part, setText } from '../../part.ts';
import { drawClocks } from './draw-clocks.ts';

const peopleWords: readonly (readonly [keyof AffectedPeople, string])[] = [
  ['found', 'Found, and not written to'],
  ['restricted', 'Of them, people whose data is restricted'],
  ['writing', 'Their letter is on its way'],
  ['told', 'Told by letter'],
  ['refused', 'No letter reached them'],
  ['notTold', 'Not told by letter'],
];

export function drawBreach(root: ParentNode, breach: DeskBreach): void {
  setText(part(root, 'title', HTMLElement), `Breach ${breach.number}`);
  drawClocks(root, part(root, 'clocks', HTMLElement), breach.clocks);
  const closed = breach.closedAt ? ` Closed on ${timeInWords(breach.closedAt)}.` : '';
  setText(
    part(root, 'standing', HTMLElement),
    `Discovered on ${timeInWords(breach.discoveredAt)}. ${riskWords[breach.risk]}.${closed}`,
  );
  drawPeople(root, breach.people);
  part(root, 'missing', HTMLElement).replaceChildren(...breach.missing.map(item));
  drawRecord(root, breach);
}

function drawPeople(root: ParentNode, people: AffectedPeople): void {
  const shown = peopleWords.filter(([name]) => people[name] > 0);
  part(root, 'people', HTMLElement).replaceChildren(
    ...(shown.length === 0 ? [fact(root, 'Nobody was found yet', '')] : []),
    ...shown.map(([name, words]) => fact(root, words, String(people[name]))),
  );
}

function drawRecord(root: ParentNode, { entries }: DeskBreach): void {
  part(root, 'record', HTMLElement).replaceChildren(
    ...entries.map(({ at, role, words }) => {
      const element = copyOf(root, 'entry');
      const by = role === '' ? '' : `, by ${role === 'owner' ? 'the owner' : role}`;
      setText(part(element, 'title', HTMLElement), timeInWords(at) + by);
      setText(part(element, 'text', HTMLElement), words);
      return element;
    }),
  );
}

function fact(root: ParentNode, name: string, value: string): HTMLElement {
  const element = copyOf(root, 'fact');
  const [term, description] = element.children;
  if (term) setText(term, name);
  if (description) setText(description, value);
  return element;
}

function item(words: string): HTMLElement {
  const element = document.createElement('li');
  element.textContent = words;
  return element;
}
