/** A promise that a section of the benchmark measured. */
export interface Verdict {
  readonly promise: string;
  readonly isKept: boolean;
  /** What was measured, in words. */
  readonly figures: string;
}
