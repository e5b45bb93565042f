/**
 * When the declarations changed, what changed, newest first. `digest` is the SHA-256 of
 * what the declarations amount to (policy.ts computes it): a change without an entry
 * here fails a test.
 */
export interface PolicyChange {
  /** ISO 8601 date. */
  readonly date: string;
  readonly what: string;
  readonly digest: string;
}

export const changelog: readonly PolicyChange[] = [
  { date: '2026-11-23', what: 'The policy is published.', digest: '' },
];
