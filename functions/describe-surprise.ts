/** What may be logged of an error that nobody expected. */
export interface Surprise {
  readonly name: string;
  readonly frames: readonly string[];
}

/**
 * The kind of an error and where it arose, without its message: a parser quotes what it
 * could not read, Stripe what it was sent, the database what it would not store.
 */
export function describeSurprise(error: unknown): Surprise {
  if (!(error instanceof Error)) return { name: 'unknown', frames: [] };
  const below = (error.stack ?? '').replace(error.message, '');
  const frames = below.split('\n').filter((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line));
  return { name: error.name, frames: frames.slice(0, 20).map((line) => line.trim()) };
}
