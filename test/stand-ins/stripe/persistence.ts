import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { emptyLedger, type Ledger } from './ledger.ts';

const format = 1;
const writeAfterMilliseconds = 200;
const mapNames = [
  'sessions',
  'shippingRates',
  'products',
  'intents',
  'charges',
  'refunds',
  'disputes',
  'warnings',
  'customers',
  'events',
  'answers',
  'redactions',
] as const;
const listNames = ['pending', 'held', 'deliveries'] as const;

const entries = z.array(z.tuple([z.string(), z.looseObject({})]));
const list = z.array(z.looseObject({}));
const stateFile = z.strictObject({
  format: z.literal(format),
  ...Object.fromEntries(mapNames.map((name) => [name, entries])),
  ...Object.fromEntries(listNames.map((name) => [name, list])),
  // A file from before there were redactions, disputes and warnings has none, and is taken.
  redactions: entries.default([]),
  disputes: entries.default([]),
  warnings: entries.default([]),
});

export interface Persistence {
  readonly ledger: Ledger;
  /** Writes soon; many changes make one write. */
  changed(): void;
  /** Writes now what has not been written yet. */
  flush(): void;
}

/** Keeps the ledger in a file, so that a session opened before a restart can still be paid after it. */
export function keepIn(path: string | undefined): Persistence {
  if (path === undefined) return { ledger: emptyLedger(), changed: () => undefined, flush: () => undefined };
  const ledger = read(path);
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    write(path, ledger);
  };
  const changed = () => {
    timer ??= setTimeout(flush, writeAfterMilliseconds);
  };
  return { ledger, changed, flush };
}

/** An unknown format or a file that is not there starts an empty ledger; the unknown one is set aside, not lost. */
function read(path: string): Ledger {
  const ledger = emptyLedger();
  const text = readText(path);
  if (text === null) return ledger;
  const parsed = stateFile.safeParse(parseJson(text));
  if (!parsed.success) {
    renameSync(path, `${path}.unreadable`);
    return ledger;
  }
  const contents: Record<string, unknown> = parsed.data;
  for (const name of mapNames) {
    // The outline is checked above; the objects inside were written by this program in this format.
    const target = ledger[name] as Map<string, unknown>;
    for (const [id, value] of contents[name] as [string, unknown][]) target.set(id, value);
  }
  for (const name of listNames) (ledger[name] as unknown[]).push(...(contents[name] as unknown[]));
  return ledger;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a stop in the middle of writing leaves the file of before. */
function write(path: string, ledger: Ledger): void {
  const contents: Record<string, unknown> = { format };
  for (const name of mapNames) contents[name] = [...ledger[name].entries()];
  for (const name of listNames) contents[name] = ledger[name];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(contents), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
