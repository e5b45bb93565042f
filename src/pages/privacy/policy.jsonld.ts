import type { APIRoute } from 'astro';
import { changelog } from '../../policy/changelog.ts';
import { readDeclarations } from '../../policy/policy.ts';
import { recordAsJsonLd } from '../../policy/record/record-as-json-ld.ts';

/**
 * The policy for programs. How the database is laid out is in the record of processing, not
 * here. Declarations that do not hold together fail the build.
 */
export const GET: APIRoute = () =>
  Response.json(recordAsJsonLd(readDeclarations(), { lastChanged: changelog[0]?.date ?? '', withDataMap: false }), {
    headers: { 'content-type': 'application/ld+json' },
  });
