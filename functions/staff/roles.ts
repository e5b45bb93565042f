import type { StaffRole } from '../../src/api/answers.ts';
import { apiPaths, previewOf } from '../../src/paths.ts';

export const staffRoles: readonly StaffRole[] = ['fulfilment', 'client-care', 'privacy', 'owner'];

export interface StaffRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As Hono has it: `/api/staff/requests/:number`. */
  readonly path: string;
  readonly roles: readonly StaffRole[];
}

/** Who decides about a request, and sees what the house holds of a person. */
const deciders: readonly StaffRole[] = ['privacy', 'owner'];
/** Who takes requests in, reads them and writes to people about them. */
const readers: readonly StaffRole[] = ['client-care', ...deciders];

/** Who may use what: every route of the desk, once. What is not here is refused to everybody, whatever is mounted. */
export const staffRoutes: readonly StaffRoute[] = [
  { method: 'GET', path: apiPaths.staffMe, roles: staffRoles },
  { method: 'GET', path: apiPaths.staffRequests, roles: readers },
  { method: 'POST', path: apiPaths.staffRequests, roles: readers },
  { method: 'POST', path: apiPaths.staffRequestView, roles: readers },
  ...actWithLetter(apiPaths.staffRequestAnswer, readers),
  ...actWithLetter(apiPaths.staffRequestDecide, deciders),
  ...actWithLetter(apiPaths.staffRequestCorrection, deciders),
  ...actWithLetter(apiPaths.staffRequestExtend, deciders),
  ...actWithLetter(apiPaths.staffRequestChildReport, deciders),
  ...actWithLetter(apiPaths.staffRequestObjection, deciders),
  ...actWithLetter(apiPaths.staffRequestLiftRestriction, deciders),
  { method: 'POST', path: apiPaths.staffRequestRecipient, roles: deciders },
  { method: 'GET', path: apiPaths.staffFigures, roles: deciders },
  { method: 'GET', path: apiPaths.registerVerify, roles: deciders },
  { method: 'POST', path: apiPaths.ledgerReplay, roles: deciders },
  { method: 'GET', path: apiPaths.staffPageViews, roles: readers },
  { method: 'GET', path: apiPaths.staffPageViewsNow, roles: readers },
  { method: 'GET', path: apiPaths.staffPageViewsTable, roles: readers },
];

/** Whoever may do it may see the letter first; nobody else may have the shop write one. */
function actWithLetter(path: string, roles: readonly StaffRole[]): StaffRoute[] {
  return [path, previewOf(path)].map((each) => ({ method: 'POST', path: each, roles }));
}

/** Whether the role decides about requests, and so sees whose data is restricted and what is held. */
export function mayDecide(role: StaffRole): boolean {
  return deciders.includes(role);
}

/**
 * Whether the role may. Where a path fits several patterns, each of them must allow it: which one the request then
 * reaches is the router's matter, and nothing of the kind may decide who is let in.
 */
export function mayUse(
  role: StaffRole,
  method: string,
  path: string,
  routes: readonly StaffRoute[] = staffRoutes,
): boolean {
  const fitting = routes.filter((route) => route.method === method && fits(route.path, path));
  return fitting.length > 0 && fitting.every(({ roles }) => roles.includes(role));
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, place) => (segment.startsWith(':') ? given[place] !== '' : segment === given[place]))
  );
}
