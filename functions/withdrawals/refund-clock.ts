import type { Withdrawal } from './queries.ts';

const dayMilliseconds = 24 * 60 * 60_000;

/** Directive 2011/83/EU, Art. 13(1), and for sending back Art. 14(1). */
export const refundDays = 14;

export interface RefundClock {
  /** When the 14 days end, whatever may be waited for; milliseconds since the epoch. */
  readonly endsAt: number;
  /** When the money is due; undefined while the house may wait for the pieces or for proof of their sending. */
  readonly dueAt: number | undefined;
}

/**
 * When the money has to be back: 14 days from the withdrawal. What is out may be waited for until it is back or is
 * shown to be on its way, whichever is earlier: Art. 13(3).
 */
export function refundClock({ at, goods, sent_at: sentAt, arrived_at: arrivedAt }: ClockedWithdrawal): RefundClock {
  const endsAt = at + refundDays * dayMilliseconds;
  if (goods === 'in-house') return { endsAt, dueAt: endsAt };
  const shown = Math.min(sentAt ?? Number.POSITIVE_INFINITY, arrivedAt ?? Number.POSITIVE_INFINITY);
  return { endsAt, dueAt: Number.isFinite(shown) ? Math.max(endsAt, shown) : undefined };
}

export type ClockedWithdrawal = Pick<Withdrawal, 'at' | 'goods' | 'sent_at' | 'arrived_at'>;

/** By when what is out is to be sent. */
export function sendBy(at: number): number {
  return at + refundDays * dayMilliseconds;
}
