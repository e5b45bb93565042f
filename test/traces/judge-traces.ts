import { apiPaths } from '../../src/paths.ts';
import type { StorageDeclaration } from '../../src/policy/storage-keys.ts';
import { breachOfBody } from '../journeys/record-page-views.ts';
import type { Origins, Trace } from './trace.ts';

/** What section 7 of the policy lets a visit leave behind. */
export interface Declared {
  readonly keys: Readonly<Record<string, Pick<StorageDeclaration, 'store'>>>;
  /** Keys that are declared for what is still to be built: nothing may write them yet. */
  readonly notYet: readonly string[];
}

/** A number, when its visit began and when it was last used: a time, and no more. Or the word that takes its place. */
const formOfVisit = /^(objected|[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}\.\d{13}\.\d{13})$/;

/** A sentence for each trace that the policy does not name: what, where, and which statement it breaks. */
export function judgeTraces(traces: readonly Trace[], declared: Declared, origins: Origins): readonly string[] {
  if (traces.length === 0) return ['The recorder saw nothing at all, not even the page.'];
  const sentences = traces.map((trace) => breachOf(trace, declared, origins));
  return [...new Set(sentences.filter((sentence) => sentence !== undefined))];
}

function breachOf(trace: Trace, declared: Declared, origins: Origins): string | undefined {
  switch (trace.kind) {
    case 'key':
      return breachOfKey(trace, declared);
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

function breachOfKey(trace: Extract<Trace, { kind: 'key' }>, { keys, notYet }: Declared): string | undefined {
  const { store, key, value, place } = trace;
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
  if (key === 'lg_sid' && !formOfVisit.test(value)) {
    return `[storage.lg_sid] lg_sid holds “${value}” at ${place}: only a random number with its two times, or an objection, may be there.`;
  }
  return undefined;
}

function breachOfRequest(trace: Extract<Trace, { kind: 'request' }>, origins: Origins): string | undefined {
  const { protocol, origin, pathname, search } = new URL(trace.address);
  // Drawn from the page itself: nobody is asked.
  if (protocol === 'data:') return undefined;
  if (origin === origins.shop && pathname === apiPaths.pageViews) {
    const breach = search || breachOfBody(trace.body ?? '');
    return (
      breach && `[storage.lg_sid] ${trace.place} told more of a view, or other things, than the beacon may: ${breach}`
    );
  }
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
