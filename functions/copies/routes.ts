import { Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import type { CopyWanted } from '../../src/api/copy-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import { mediaType, readBounded, readJson, type ShopVariables } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import { ownedRequest, requestLinkField } from '../requests/owned-request.ts';
import { fetchCopy } from './fetch-copy.ts';
import { refusalPage } from './refusal-page.ts';

const formType = 'application/x-www-form-urlencoded';

const wantedCopy = z.strictObject({
  link: requestLinkField.optional(),
  request: z.string().min(1).max(20).optional(),
}) satisfies z.ZodType<CopyWanted>;

export const copyRoutes = new Hono<ShopVariables>();

/** A plain form lets the browser write the file as it comes; what refuses it is then a page. */
copyRoutes.post(apiPaths.privacyCopies, async (context) => {
  const { shop } = context.var;
  const isForm = mediaType(context.req.raw) === formType;
  const refuse = isForm ? refusalPage : problemResponse;
  const wanted = isForm ? await readForm(context.req.raw) : await readJson(context.req.raw, wantedCopy);
  if (isProblem(wanted)) return refuse(wanted);
  const key = { link: wanted.link, authorization: context.req.header('Authorization') };
  const request = await ownedRequest(shop, key, wanted.request ?? '');
  if (isProblem(request)) return refuse(request);
  const outcome = await fetchCopy(shop, request, context.req.raw.signal);
  if (isProblem(outcome)) return refuse(outcome);
  context.executionCtx.waitUntil(outcome.settled);
  return new Response(outcome.body, {
    headers: {
      'Content-Type': outcome.contentType,
      'Content-Disposition': `attachment; filename="${outcome.fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
});

async function readForm(request: Request): Promise<CopyWanted | Problem> {
  const text = await readBounded(request);
  if (typeof text !== 'string') return text;
  const form = wantedCopy.safeParse(Object.fromEntries(new URLSearchParams(text)));
  if (form.success) return form.data;
  const detail = say`Open the page of your request again, from our letter, and press the button there.`;
  return problem('invalid-request', say`We could not read this request.`, detail);
}
