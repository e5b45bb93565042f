import type { StorageDeclaration, Store } from '../../src/policy/storage-keys.ts';
import type { Origins, Trace } from './trace.ts';

/** What section 7 of the policy lets a visit leave behind. */
export interface Declared {
  readonly keys: Readonly<Record<string, Pick<StorageDeclaration, 'store'>>>;
  /** Keys that are declared for what is still to be built: nothing may write them yet. */
  readonly notYet: readonly string[];
}

/** A sentence for each trace that the policy does not name: what, where, and which statement it breaks. */
export function judgeTraces(traces: readonly Trace[], declared: Declared, origins: Origins): readonly string[] {
  if (traces.length === 0) return ['The recorder saw nothing at all, not even the page.'];
  const sentences = traces.map((trace) => breachOf(trace, declared, origins));
  return [...new Set(sentences.filter((sentence) => sentence !== undefined))];
}

function breachOf(trace: Trace, declared: Declared, origins: Origins): string | undefined {
  switch (trace.kind) {
    case 'key':
      return breachOfKey(trace.store, trace.key, trace.place, declared);
    case 'cookie':
      return `[storage.no-cookies] a cookie, ${trace.name}, is in ${trace.from} at ${trace.place}. The policy names no cookie of any kind: take it out.`;
    case 'database':
    case 'cache':
    case 'service worker':
      return `[storage.no-cookies] a ${trace.kind}, ${trace.name}, is there at ${trace.place}. The policy names localStorage and sessionStorage alone: take it out.`;
    case 'request':
      return breachOfRequest(trace, origins);
  }
}

function breachOfKey(store: Store, key: string, place: string, { keys, notYet }: Declared): string | undefined {
  const declaration = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (!declaration) {
    const rows = Object.keys(keys).map((name) => `storage.${name}`);
    return `${store} has the key ${key} at ${place}, and section 7 has only [${rows.join('] [')}]: take it out, or declare it in src/policy/storage-keys.ts and have the policy say so.`;
  }
  if (declaration.store !== store) {
    return `[storage.${key}] ${key} is in ${store} at ${place}, and the policy says ${declaration.store}.`;
  }
  if (notYet.includes(key)) {
    return `[storage.${key}] ${key} is written at ${place}, and nothing that writes it is registered: say in test/promises/register.ts what keeps the sentence.`;
  }
  return undefined;
}

function breachOfRequest(trace: Extract<Trace, { kind: 'request' }>, origins: Origins): string | undefined {
  const { protocol, origin } = new URL(trace.address);
  // Drawn from the page itself: nobody is asked.
  if (protocol === 'data:') return undefined;
  if (origin === origins.shop) return undefined;
  if (origins.elsewhere.includes(trace.askedBy) && origins.elsewhere.includes(origin)) return undefined;
  if (trace.isNavigation && origins.elsewhere.includes(origin)) return undefined;
  return `[storage.no-trackers] ${trace.place} asked ${origin === 'null' ? protocol : origin} (${trace.address.slice(0, 200)}): pages of the shop reach the shop alone.`;
}

/** A sentence for each page of the build at which a state of the shop was not looked at. */
export function missedRoutes(
  state: string,
  visited: ReadonlySet<string>,
  routes: readonly string[],
): readonly string[] {
  if (routes.length === 0) return ['The build has no page.'];
  return routes
    .filter((route) => !visited.has(route))
    .map((route) => `${route} was not visited ${state}: ${visited.size} of ${routes.length} pages were.`);
}
