/**
 * The bag in this browser. Storage is the one truth: every act reads it, changes it
 * and writes it back, so two tabs agree. `luxevault_cart` holds it.
 */
import type { Bag } from '../bag/bag.ts';
import { type Added, addPiece, countPieces } from '../bag/change-bag.ts';
import { type BagReading, readBagText, writeBagText } from '../bag/read-bag.ts';
import { say } from '../words/say.ts';
import { showNotice } from './notice.ts';
import { onStorageRefused, onStoredElsewhere, readStored, removeStored, writeStored } from './storage.ts';

const key = 'luxevault_cart';
const listeners = new Set<(bag: Bag) => void>();

onStorageRefused(() =>
  showNotice(say`This browser does not let us keep your bag. It works on this page, and is gone when you leave it.`),
);
onStoredElsewhere(key, tell);

/** What could not be read is repaired in storage at once, so the shopper hears of it once. */
export function readBag(): Bag {
  const reading = readBagText(readStored(key));
  if (reading.state !== 'sound') {
    store(reading.bag);
    showNotice(wordsFor(reading));
  }
  return reading.bag;
}

export function writeBag(bag: Bag): void {
  store(bag);
  tell();
}

/** Reads, changes and writes in one go; answers the bag as it now is. */
export function changeBag(act: (bag: Bag) => Bag): Bag {
  const bag = act(readBag());
  writeBag(bag);
  return bag;
}

/** `outcome` says whether all of them fitted; the words are the caller's. */
export function addToBag(sku: string, quantity: number): Added {
  const result = addPiece(readBag(), sku, quantity);
  if (result.added > 0) writeBag(result.bag);
  return result;
}

/** Pieces, not lines. */
export function bagCount(): number {
  return countPieces(readBag());
}

/** Calls after each change, in this tab or another. Returns how to stop. */
export function onBagChange(listener: (bag: Bag) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  const bag = readBag();
  for (const listener of listeners) listener(bag);
}

function store(bag: Bag): void {
  const text = writeBagText(bag);
  if (text === null) removeStored(key);
  else writeStored(key, text);
}

function wordsFor(reading: Exclude<BagReading, { state: 'sound' }>): string {
  if (reading.state === 'emptied')
    return say`We could not read your bag and emptied it. Nothing was ordered or charged.`;
  if (reading.reason === 'lines') return say`We could not read all of your bag. Please look at what is left in it.`;
  return say`We could not read all of your choices. Please look at the country, the delivery and the gift message.`;
}
