import type { StaffRole } from '../../../src/api/answers.ts';
import type { StaffOrderFlag } from '../../../src/api/staff-orders.ts';
import { countryName } from '../../../src/catalog/delivery.ts';
import { fraudWords } from '../../../src/orders/fraud-reasons.ts';
import type { Flag } from '../../fraud/queries.ts';
import { instant } from '../../orders/life-of-view.ts';

/** Why an order stands for a look, to whom it must be told: who packs it learns that somebody looks, and not why. */
export function fraudFlagsOf(
  role: StaffRole,
  flags: readonly Flag[],
  origin: { readonly address: string; readonly country: string } | null,
): StaffOrderFlag[] {
  const open = flags.filter(({ settled_at: settledAt }) => settledAt === null);
  const [first] = open;
  if (role === 'fulfilment') {
    const words = 'Client care is asked to look at it.';
    return first ? [{ kind: 'fraud', words, since: instant(first.raised_at) }] : [];
  }
  return [
    ...open.map(({ reason, raised_at: raisedAt }) => ({
      kind: 'fraud' as const,
      words: fraudWords[reason],
      since: instant(raisedAt),
    })),
    ...(first && origin ? originOf(role, origin) : []),
    ...flags.flatMap((flag) => settledOf(flag)),
  ];
}

/** The country to whoever weighs the reasons; the address itself to the owner alone, who answers a bank or the police. */
function originOf(role: StaffRole, { address, country }: { address: string; country: string }): StaffOrderFlag[] {
  const from = country === 'XX' ? [] : [{ kind: 'fraud' as const, words: `It was ordered in: ${placeOf(country)}.` }];
  if (role !== 'owner' || address === '') return from;
  return [...from, { kind: 'fraud', words: `Its IP address: ${address}` }];
}

function placeOf(country: string): string {
  return country === 'T1' ? 'the Tor network' : countryName(country, 'en');
}

function settledOf({ reason, settled_at: settledAt, settled_by: by, note }: Flag): StaffOrderFlag[] {
  if (settledAt === null) return [];
  const words = `${fraudWords[reason]} Looked at by ${by.replace('-', ' ')}: ${note}`;
  return [{ kind: 'fraud-settled', words, since: instant(settledAt) }];
}
