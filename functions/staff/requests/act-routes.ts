import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Problem } from '../../../src/api/answers.ts';
import type { DeskDone, DeskLetter } from '../../../src/api/desk-answers.ts';
import { templateIds } from '../../../src/api/request-templates.ts';
import { apiPaths, previewOf } from '../../../src/paths.ts';
import { maxRequestWords } from '../../../src/policy/request-kinds.ts';
import { readJson } from '../../door.ts';
import { orderNumberPattern } from '../../orders/order-number.ts';
import { isProblem, problemResponse } from '../../problem.ts';
import { invoiceFields } from '../../rectification/request.ts';
import type { PrivacyRequest } from '../../requests/queries.ts';
import type { Shop } from '../../shop.ts';
import type { Access } from '../access-log.ts';
import type { StaffVariables } from '../require-staff.ts';
import {
  type AtDesk,
  answer,
  answerRecipient,
  correctInvoice,
  decide,
  extend,
  judgeChildReport,
  lift,
  weigh,
} from './acts.ts';
import { openAtDesk } from './open-at-desk.ts';
import {
  previewAnswer,
  previewChildReport,
  previewCorrection,
  previewDecision,
  previewExtension,
  previewLifting,
  previewObjection,
} from './preview-letters.ts';

/** Each is one act about one request: it is written down who does it, done, and said in a sentence. */
export const requestActRoutes = new Hono<StaffVariables>();

const words = z.string().trim().min(1).max(maxRequestWords);
/** Beside a template there may be none. */
const freePart = z.string().trim().max(maxRequestWords);
const template = z.enum(templateIds).optional();

offer(apiPaths.staffRequestAnswer, {
  schema: z.strictObject({ template, words: freePart }),
  access: { act: 'change', what: 'a message to the person' },
  run: answer,
  letter: previewAnswer,
});

offer(apiPaths.staffRequestDecide, {
  schema: z.strictObject({ outcome: z.enum(['done', 'done-in-part', 'refused']), template, reason: freePart }),
  access: { act: 'change', what: 'the decision about a request' },
  run: decide,
  letter: previewDecision,
});

offer(apiPaths.staffRequestCorrection, {
  schema: z.strictObject({ order: z.string().regex(orderNumberPattern), fields: invoiceFields, reason: words }),
  access: { act: 'change', what: 'a correction beside an invoice' },
  run: correctInvoice,
  letter: previewCorrection,
});

offer(apiPaths.staffRequestExtend, {
  /** A day of the calendar: the last on which it may be answered. */
  schema: z.strictObject({ until: z.iso.date(), template, reason: freePart }),
  access: { act: 'change', what: 'the due date of a request' },
  run: extend,
  letter: previewExtension,
});

offer(apiPaths.staffRequestChildReport, {
  schema: z.strictObject({ outcome: z.enum(['delete', 'keep']), words }),
  access: { act: 'erase', what: 'a report about a child' },
  run: judgeChildReport,
  letter: previewChildReport,
});

offer(apiPaths.staffRequestObjection, {
  schema: z.strictObject({ outcome: z.enum(['upheld', 'overridden']), words }),
  access: { act: 'change', what: 'an objection to fraud checks' },
  run: weigh,
  letter: previewObjection,
});

offer(apiPaths.staffRequestLiftRestriction, {
  schema: z.strictObject({}),
  access: { act: 'change', what: 'a restriction' },
  run: lift,
  letter: previewLifting,
});

offer(apiPaths.staffRequestRecipient, {
  schema: z.strictObject({ state: z.enum(['acknowledged', 'explained']), words }),
  access: { act: 'change', what: 'what a recipient answered' },
  run: answerRecipient,
});

interface Deed<Schema extends z.ZodType<object>> {
  readonly schema: Schema;
  readonly access: Pick<Access, 'act' | 'what'>;
  /** What came of it, in a sentence for whoever did it, or why it is refused. */
  readonly run: (at: AtDesk, body: z.output<Schema>) => Promise<string | Problem>;
  /** What it would send, or why it would be refused. */
  readonly letter?: (shop: Shop, request: PrivacyRequest, body: z.output<Schema>) => Promise<DeskLetter | Problem>;
}

function offer<Schema extends z.ZodType<object>>(path: string, { schema, access, run, letter }: Deed<Schema>): void {
  requestActRoutes.post(path, async (context) => {
    const asked = await readAct(context, schema, access);
    if (isProblem(asked)) return problemResponse(asked);
    const said = await run(asked, asked.body);
    return typeof said === 'string' ? answerOf(context, { said }) : problemResponse(said);
  });
  if (!letter) return;
  requestActRoutes.post(previewOf(path), async (context) => {
    const asked = await readAct(context, schema, { act: 'view', what: 'a letter before it is sent' });
    if (isProblem(asked)) return problemResponse(asked);
    const shown = await letter(asked.shop, asked.request, asked.body);
    return isProblem(shown) ? problemResponse(shown) : answerOf(context, shown);
  });
}

async function readAct<Schema extends z.ZodType<object>>(
  context: Context<StaffVariables>,
  schema: Schema,
  access: Pick<Access, 'act' | 'what'>,
): Promise<(AtDesk & { readonly body: z.output<Schema> }) | Problem> {
  const body = await readJson(context.req.raw, schema);
  if (isProblem(body)) return body;
  const { shop, staff } = context.var;
  const request = await openAtDesk(shop, staff, context.req.param('number') ?? '', access);
  if (isProblem(request)) return request;
  return { shop, staff, request, recipient: context.req.param('recipient') ?? '', body };
}

function answerOf(context: Context<StaffVariables>, answered: DeskDone | DeskLetter): Response {
  return context.json(answered, 200, { 'Cache-Control': 'no-store' });
}
