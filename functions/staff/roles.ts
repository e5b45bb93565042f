import type { StaffRole } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';

export const staffRoles: readonly StaffRole[] = ['fulfilment', 'client-care', 'privacy', 'owner'];

export interface StaffRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As Hono has it: `/api/staff/requests/:number`. */
  readonly path: string;
  readonly roles: readonly StaffRole[];
}

/** Who may use what: every route of the desk, once. What is not here is refused to everybody, whatever is mounted. */
export const staffRoutes: readonly StaffRoute[] = [{ method: 'GET', path: apiPaths.staffMe, roles: staffRoles }];

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
