import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { mayUse, type StaffRoute, staffRoles, staffRoutes } from '../../functions/staff/roles.ts';
import { apiPaths } from '../../src/paths.ts';

/** By a name, for the compiler of the tests does not know the Worker's own types. */
const application: string = '../../functions/app.ts';
const { app } = z
  .object({ app: z.object({ routes: z.array(z.object({ method: z.string(), path: z.string() })) }) })
  .parse(await import(application));

const routes: readonly StaffRoute[] = [
  { method: 'GET', path: '/api/staff/requests/:number', roles: ['privacy', 'owner'] },
  { method: 'GET', path: '/api/staff/requests/late', roles: ['owner', 'client-care'] },
  { method: 'POST', path: '/api/staff/requests/:number', roles: ['privacy'] },
];
const may = (role: Parameters<typeof mayUse>[0], method: string, path: string) => mayUse(role, method, path, routes);

describe('[security.access] a route of the desk', () => {
  test('is open to the roles that the table has for its method, and to no other', () => {
    expect(staffRoles.filter((role) => may(role, 'GET', '/api/staff/requests/PR-1'))).toEqual(['privacy', 'owner']);
    expect(staffRoles.filter((role) => may(role, 'POST', '/api/staff/requests/PR-1'))).toEqual(['privacy']);
  });

  test('that fits two lines of the table is open where both allow it, whichever the router takes', () => {
    expect(staffRoles.filter((role) => may(role, 'GET', '/api/staff/requests/late'))).toEqual(['owner']);
  });

  test.each([
    ['of another method', 'DELETE', '/api/staff/requests/PR-1'],
    ['that only begins like one', 'GET', '/api/staff/requests/PR-1/more'],
    ['that stops before its end', 'GET', '/api/staff/requests'],
    ['with nothing where a number should be', 'GET', '/api/staff/requests/'],
    ['with a slash behind it', 'GET', '/api/staff/requests/PR-1/'],
    ['in other letters', 'GET', '/API/staff/requests/PR-1'],
    ['that nobody declared', 'GET', '/api/staff/everything'],
  ])('%s is open to nobody', (_, method, path) => {
    expect(staffRoles.filter((role) => may(role, method, path))).toEqual([]);
  });
});

describe('[security.access] the table of roles and routes', () => {
  const mounted = app.routes
    .filter(({ path }) => path.startsWith(apiPaths.staff) && !path.endsWith('*'))
    .map(({ method, path }) => `${method} ${path}`);

  test('has every route of the desk that the Worker serves, and none besides', () => {
    expect(mounted.length).toBeGreaterThan(0);
    expect([...new Set(mounted)].sort()).toEqual(staffRoutes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('has each route once, below the desk’s own path, for somebody', () => {
    expect(new Set(staffRoutes.map(({ method, path }) => `${method} ${path}`)).size).toBe(staffRoutes.length);
    for (const { path, roles } of staffRoutes) {
      expect(path.startsWith(`${apiPaths.staff}/`), path).toBe(true);
      expect(roles, path).not.toEqual([]);
    }
  });

  test('is asked before any route of the desk is reached', () => {
    const places = app.routes.map(({ path, method }) => `${method} ${path}`);
    const guard = places.indexOf(`ALL ${apiPaths.staff}/*`);
    expect(guard).toBeGreaterThan(-1);
    for (const route of mounted) expect(places.indexOf(route), route).toBeGreaterThan(guard);
  });
});
