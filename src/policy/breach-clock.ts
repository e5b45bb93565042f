import { deadlines } from './rights.ts';

const hourMilliseconds = 60 * 60_000;
/** So long before a clock ends staff are warned. */
export const breachWarningMilliseconds = 24 * hourMilliseconds;

/** `unknown` until somebody has judged it: both clocks run as if there were a risk. */
export const breachRisks = ['unknown', 'none-likely', 'risk', 'high-risk'] as const;
export type BreachRisk = (typeof breachRisks)[number];

export const breachClocks = ['authority', 'people'] as const;
export type BreachClock = (typeof breachClocks)[number];

/** `over`: late and not told yet. `kept-late`: told, after it was due. */
export type ClockStanding = 'running' | 'soon' | 'over' | 'kept' | 'kept-late' | 'not-owed';

/**
 * The first instant at which a notice is late, milliseconds since the epoch: 72 hours from the discovery, for the
 * authority by Art. 33(1) GDPR and for the people by section 10 of the policy. It never pauses.
 */
export function breachDueAt(discoveredAt: number): number {
  return discoveredAt + deadlines.breachNoticeHours * hourMilliseconds;
}

/**
 * Whether anybody has to be told. Art. 33(1) leaves out what is unlikely to result in a risk; the policy promises the
 * notice of every breach that affects somebody's rights, so that it is owed to people too wherever there is a risk.
 */
export function isNoticeOwed(risk: BreachRisk): boolean {
  return risk !== 'none-likely';
}

export function clockStanding(
  { due_at, kept_at }: { readonly due_at: number; readonly kept_at: number | null },
  risk: BreachRisk,
  now: number,
): ClockStanding {
  if (kept_at !== null) return kept_at < due_at ? 'kept' : 'kept-late';
  if (!isNoticeOwed(risk)) return 'not-owed';
  if (now >= due_at) return 'over';
  return now >= due_at - breachWarningMilliseconds ? 'soon' : 'running';
}
