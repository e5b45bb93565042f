import type { Problem } from '../../src/api/answers.ts';
import { isProblem } from '../problem.ts';
import { viewCorrectable } from '../rectification/view-correctable.ts';
import type { Shop } from '../shop.ts';
import { type CorrectionForm, statusPage, statusRefusal } from './pages.ts';
import type { PrivacyRequest } from './queries.ts';
import { openRequest, viewRequest } from './view-request.ts';

export interface Refused {
  readonly refusal: Problem;
  /** A form that was not taken in: what it says is not typed twice. */
  readonly typed?: URLSearchParams;
}

/** The page of a request as it now stands, for a browser without a script, with what was refused said on it. */
export async function showRequest(shop: Shop, link: string, refused?: Refused): Promise<Response> {
  const request = await openRequest(shop, link);
  if (isProblem(request)) return statusRefusal(shop, request);
  return statusPage(shop, link, {
    view: await viewRequest(shop, request),
    form: await correctionForm(shop, request, refused?.typed),
    refusal: refused?.refusal,
  });
}

/** Undefined where there is nothing to correct, or not any more. */
async function correctionForm(
  shop: Shop,
  request: PrivacyRequest,
  typed: URLSearchParams | undefined,
): Promise<CorrectionForm | undefined> {
  if (request.state !== 'open') return undefined;
  const view = await viewCorrectable(shop, request);
  return isProblem(view) ? undefined : { view, typed };
}
