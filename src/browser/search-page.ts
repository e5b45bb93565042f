/**
 * The search's page: asks the index as one types, shows the answers by kind, says how many there are, and keeps the
 * question in the address's fragment, which no browser sends to anybody.
 */
import type { Entry } from '../search/entry.ts';
import { readPart } from '../search/read-part.ts';
import { SearchIndex } from '../search/search-index.ts';
import { plural, say } from '../words/say.ts';
import { listenForKeys } from './search/keys.ts';
import { type Shown, showAnswers } from './search/show-answers.ts';

const root = document.querySelector<HTMLElement>('[data-search]');
const field = document.querySelector<HTMLInputElement>('[data-question]');
const index = new SearchIndex();
/** The files that have not come. */
let missing = root?.dataset['parts']?.split(' ') ?? [];
/** Whether nothing is on its way. */
let isComplete = false;
let firstPieces = 0;
let shown: Shown | undefined;
let saying: ReturnType<typeof setTimeout> | undefined;

/** So many pieces at first, and with each press on "more". */
const pieceStep = 24;
/** A screen reader is told once the typing pauses. */
const pauseMilliseconds = 400;

if (root && field) {
  takeOldAddress();
  field.value = readQuestion();
  field.addEventListener('input', () => {
    writeQuestion(field.value);
    ask();
  });
  document.querySelector('[data-ask]')?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isComplete && missing.length > 0) void fetchParts();
    root.querySelector<HTMLElement>('[data-answers] a')?.focus();
  });
  root.querySelector('[data-more]')?.addEventListener('click', () => {
    const before = firstPieces;
    show(firstPieces + pieceStep);
    root.querySelectorAll<HTMLElement>('[data-group="piece"] a')[before]?.focus();
  });
  addEventListener('hashchange', () => {
    field.value = readQuestion();
    ask();
  });
  listenForKeys(root, field);
  if (field.value === '') field.focus();
  void fetchParts();
}

/** Links of elsewhere may ask with "?q=": from here on the question stands where nobody is told it. */
function takeOldAddress(): void {
  const question = new URLSearchParams(location.search).get('q');
  if (question !== null) writeQuestion(question);
}

function readQuestion(): string {
  return (new URLSearchParams(location.hash.slice(1)).get('q') ?? '').slice(0, field?.maxLength);
}

/** The address keeps the currency that it may have come with, and nothing else. */
function writeQuestion(question: string): void {
  const currency = new URLSearchParams(location.search).get('currency');
  const search = currency === null ? '' : `?${new URLSearchParams({ currency })}`;
  const hash = question.trim() === '' ? '' : `#${new URLSearchParams({ q: question })}`;
  history.replaceState(history.state, '', location.pathname + search + hash);
}

/** In their order, each added when it has come: the first can answer while others are on their way. */
async function fetchParts(): Promise<void> {
  const coming = missing.map((part) => ({ part, entries: fetchPart(part) }));
  isComplete = false;
  missing = [];
  for (const { part, entries } of coming) {
    const come = await entries;
    if (come) index.add(come);
    else missing.push(part);
    ask();
  }
  isComplete = true;
  ask();
}

async function fetchPart(address: string): Promise<readonly Entry[] | undefined> {
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const part = await answer.json().catch(() => undefined);
  return part && readPart(part);
}

function ask(): void {
  show(pieceStep);
}

function show(pieces: number): void {
  if (!root || !field) return;
  const question = field.value.trim();
  firstPieces = pieces;
  shown = showAnswers(root, question === '' ? [] : index.find(question), pieces);
  clearTimeout(saying);
  saying = setTimeout(announce, pauseMilliseconds);
}

function announce(): void {
  const count = root?.querySelector('[data-count]');
  const words = inWords();
  if (count && count.textContent !== words) count.textContent = words;
  root?.querySelector('[data-ways-on]')?.toggleAttribute('hidden', (shown?.all ?? 0) > 0);
}

function inWords(): string {
  if (isComplete && index.size === 0) {
    return say`The search could not be loaded. Press Enter to try again, or look through the collections.`;
  }
  if (!field || field.value.trim() === '') return '';
  const all = shown?.all ?? 0;
  if (all > 0) return plural('{1} answer.', '{1} answers.', all);
  return isComplete
    ? say`Nothing is called that here. Try another word, or look through the collections.`
    : say`Looking.`;
}
