import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Kept } from './start.ts';

const strings = z.array(z.string());

const kept = z.array(
  z.strictObject({
    id: z.string(),
    receivedAt: z.string(),
    message: z.strictObject({
      from: z.string(),
      to: strings,
      cc: strings,
      bcc: strings,
      replyTo: z.string().nullable(),
      subject: z.string(),
      text: z.string().nullable(),
      html: z.string().nullable(),
      headers: z.record(z.string(), z.string()),
      attachments: z.array(z.strictObject({ filename: z.string(), type: z.string(), sizeBytes: z.number() })),
      raw: z.string().nullable(),
    }),
  }),
);

/** Messages of earlier starts; a file in an unknown form is set aside. Without a path nothing is kept. */
export function keepMessagesIn(path: string | undefined): { messages: Kept[]; write(messages: readonly Kept[]): void } {
  if (path === undefined) return { messages: [], write: () => undefined };
  return {
    messages: read(path),
    write(messages) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(messages), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): Kept[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const parsed = kept.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  renameSync(path, `${path}.unreadable`);
  return [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
