import type { Account } from './account.ts';
import { invalidRequest } from './errors.ts';
import { pageOf } from './lists.ts';
import { chargeRefunds } from './refunds.ts';

const maximumDepth = 4;

type Fields = Record<string, unknown>;

/**
 * A copy of `answer` in which the named fields are whole objects: https://docs.stripe.com/api/expanding_objects.
 * Fields that a session or charge leaves out unless asked (line_items, refunds) are put in the same way.
 */
export function expanded(account: Account, answer: object, paths: readonly string[]): object {
  const copy = structuredClone(answer);
  for (const path of paths) {
    const segments = path.split('.');
    const depth = segments[0] === 'data' ? segments.length - 1 : segments.length;
    if (depth > maximumDepth)
      throw invalidRequest(`${path} goes deeper than ${maximumDepth} levels.`, { param: 'expand' });
    expandPath(account, copy, segments, path);
  }
  return copy;
}

function expandPath(account: Account, target: unknown, segments: readonly string[], path: string): void {
  const [segment, ...rest] = segments;
  if (segment === undefined) return;
  if (Array.isArray(target)) {
    for (const item of target) expandPath(account, item, segments, path);
    return;
  }
  if (!isFields(target)) return;
  const included = target[segment] === undefined ? leftOut(account, target, segment) : undefined;
  if (included !== undefined) target[segment] = included;
  const value = target[segment];
  if (value === null) return;
  if (value === undefined) throw cannotExpand(path);
  if (typeof value === 'string') {
    const whole = objectOf(account, value);
    if (!whole || segment === 'id') throw cannotExpand(path);
    target[segment] = structuredClone(whole);
  } else if (typeof value !== 'object') {
    throw cannotExpand(path);
  }
  expandPath(account, target[segment], rest, path);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function leftOut(account: Account, owner: Fields, field: string): unknown {
  const id = String(owner['id']);
  if (field === 'line_items' && owner['object'] === 'checkout.session') {
    const lines = account.ledger.sessions.get(id)?.lines ?? [];
    return structuredClone(pageOf(lines, { limit: 10 }, `/v1/checkout/sessions/${id}/line_items`));
  }
  if (field === 'refunds' && owner['object'] === 'charge') return structuredClone(chargeRefunds(account, id));
  return undefined;
}

function objectOf({ ledger }: Account, id: string): object | undefined {
  return (
    ledger.intents.get(id) ??
    ledger.charges.get(id) ??
    ledger.refunds.get(id) ??
    ledger.customers.get(id) ??
    ledger.shippingRates.get(id) ??
    ledger.products.get(id)
  );
}

function cannotExpand(path: string) {
  return invalidRequest(`${path} cannot be expanded.`, { param: 'expand' });
}
