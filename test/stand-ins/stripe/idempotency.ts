import type { IncomingMessage } from 'node:http';
import type { Account } from './account.ts';
import { invalidRequest, StripeRefusal } from './errors.ts';
import type { KeptAnswer } from './ledger.ts';

/** "You can remove keys … after they're at least 24 hours old": https://docs.stripe.com/api/idempotent_requests */
const keptMilliseconds = 24 * 60 * 60 * 1000;
const longestKey = 255;

export type IdempotencyKey = string | null;

/** What a key means for a request that has just come in. */
export type Standing = { readonly kind: 'first' } | { readonly kind: 'replay'; readonly answer: KeptAnswer };

/**
 * Remembers what each idempotency key was first used for. `running` has the keys of requests under way; it is not
 * written down, since a request does not outlive the process.
 */
export interface Idempotency {
  begin(key: IdempotencyKey, fingerprint: string): Standing;
  keep(key: IdempotencyKey, answer: Omit<KeptAnswer, 'keptAt'>): void;
  /** Forgets a request that did nothing: failed validation, or a failure before it began. */
  release(key: IdempotencyKey): void;
}

export function makeIdempotency(account: Account): Idempotency {
  const running = new Map<string, string>();
  const { answers } = account.ledger;
  return {
    begin(key, fingerprint) {
      if (key === null) return { kind: 'first' };
      prune(account);
      const answer = answers.get(key);
      const used = answer?.fingerprint ?? running.get(key);
      if (used !== undefined && used !== fingerprint) throw otherParameters(key);
      if (running.has(key)) throw inUse(key);
      if (answer) return { kind: 'replay', answer };
      running.set(key, fingerprint);
      return { kind: 'first' };
    },
    keep(key, answer) {
      if (key === null) return;
      running.delete(key);
      answers.set(key, { ...answer, keptAt: account.now() });
      account.changed();
    },
    release(key) {
      if (key !== null) running.delete(key);
    },
  };
}

/** The key of a POST; other methods are idempotent by themselves and their key is ignored. */
export function idempotencyKey(method: string, headers: IncomingMessage['headers']): IdempotencyKey {
  const key = headers['idempotency-key'];
  if (method !== 'POST' || typeof key !== 'string' || key === '') return null;
  if (key.length > longestKey) {
    throw invalidRequest(`The idempotency key has ${key.length} characters; at most ${longestKey} are taken.`);
  }
  return key;
}

function prune({ ledger, now }: Account): void {
  const oldest = now() - keptMilliseconds;
  for (const [key, answer] of ledger.answers) {
    if (answer.keptAt > oldest) return;
    ledger.answers.delete(key);
  }
}

function otherParameters(key: string): StripeRefusal {
  return new StripeRefusal(400, {
    type: 'idempotency_error',
    message: `The idempotency key '${key}' was first used with another endpoint or other parameters.`,
  });
}

function inUse(key: string): StripeRefusal {
  return invalidRequest(`A request with the idempotency key '${key}' is still under way.`, {
    status: 409,
    code: 'idempotency_key_in_use',
  });
}
