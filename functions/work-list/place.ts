import { z } from 'zod';
import type { OrderPlace } from './queries.ts';

/** Where a list goes on. Its reader takes it as it comes and gives it back. */
export interface Place extends OrderPlace {
  /** 1 to 4 in the list of what to do; 0 in any other. */
  readonly turn: number;
}

export const beginning: OrderPlace = { at: 0, number: '' };
export const ending: OrderPlace = { at: Number.MAX_SAFE_INTEGER, number: '' };

const longest = 64;
const written = /^([0-4])\.(\d{1,15})\.([0-9A-Za-z-]{1,20})$/;

export function writePlace({ turn, at, number }: Place): string {
  return btoa(`${turn}.${at}.${number}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** For a request's `after`. What we did not write is no place. */
export const placeWritten = z
  .string()
  .max(longest)
  .regex(/^[A-Za-z0-9_-]+$/)
  .transform((text, context): Place => {
    const [, turn, at, number] = written.exec(decode(text)) ?? [];
    if (turn !== undefined && at !== undefined && number !== undefined) {
      return { turn: Number(turn), at: Number(at), number };
    }
    context.addIssue({ code: 'custom', message: 'No place of a list' });
    return z.NEVER;
  });

function decode(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    // Not base64: no place either.
    return '';
  }
}
