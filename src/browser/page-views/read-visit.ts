/** What the beacon keeps in `lg_sid`: the number of this tab's visit, and when it began and was last used. */
export interface Visit {
  /** A UUID. The shop keeps it in no form that it could be read from. */
  readonly session: string;
  /** Milliseconds since the epoch, by this device's clock. */
  readonly started: number;
  readonly last: number;
}

/** As the beacon has it: minutes without a sign, and in all. */
const longestIdleMilliseconds = 30 * 60_000;
const longestMilliseconds = 4 * 60 * 60_000;

const form = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.(\d{1,15})\.(\d{1,15})$/;

/** Undefined for nothing, for an objection, and for whatever else could stand there. */
export function readVisit(text: string | null): Visit | undefined {
  const [, session, started, last] = form.exec(text ?? '') ?? [];
  return session ? { session, started: Number(started), last: Number(last) } : undefined;
}

/** From when on the number is used no more, milliseconds since the epoch. */
export function endOf({ started, last }: Visit): number {
  return Math.min(started + longestMilliseconds, last + longestIdleMilliseconds);
}
