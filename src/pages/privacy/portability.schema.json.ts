import type { APIRoute } from 'astro';
import { paths } from '../../paths.ts';
import { portabilitySchema } from '../../policy/portability.ts';

/** What a portability file keeps to, for whoever writes the program that reads it. */
export const GET: APIRoute = () =>
  Response.json(portabilitySchema(paths.portabilitySchema), { headers: { 'content-type': 'application/schema+json' } });
