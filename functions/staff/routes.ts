import { Hono } from 'hono';
import { apiPaths } from '../../src/paths.ts';
import type { StaffVariables } from './require-staff.ts';

export const deskRoutes = new Hono<StaffVariables>();

deskRoutes.get(apiPaths.staffMe, (context) => context.json(context.var.staff, 200, { 'Cache-Control': 'no-store' }));
