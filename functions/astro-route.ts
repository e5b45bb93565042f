import { env } from 'cloudflare:workers';
import { app } from './app.ts';

/**
 * One on-demand route keeps Astro's adapter from dropping the Worker out of a
 * static build. In development it hands the API to the same Hono application;
 * in production the Worker answers `/api/*` before Astro is asked.
 */
export const prerender = false;

interface RouteContext {
  readonly request: Request;
  readonly locals: { readonly cfContext: ExecutionContext };
}

export const ALL = ({ request, locals }: RouteContext) => app.fetch(request, env, locals.cfContext);
