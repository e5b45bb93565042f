import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Problem } from '../../../src/api/answers.ts';
import type { DeskDone, DeskLetter } from '../../../src/api/desk-answers.ts';
import { apiPaths, previewOf } from '../../../src/paths.ts';
import type { AtBreach } from '../../breaches/change-breach.ts';
import { closeBreach } from '../../breaches/close-breach.ts';
import { composeNotice } from '../../breaches/letters.ts';
import { addPeople, countPeopleFor, peopleInWords } from '../../breaches/people/find-people.ts';
import { countPeople } from '../../breaches/people/queries.ts';
import { refuseNotice, tellOtherwise, tellPeople } from '../../breaches/people/tell-people.ts';
import { stateFacts } from '../../breaches/state-facts.ts';
import { tellAuthority } from '../../breaches/tell-authority.ts';
import { readJson } from '../../door.ts';
import { isProblem, problemResponse } from '../../problem.ts';
import type { Access } from '../access-log.ts';
import type { StaffVariables } from '../require-staff.ts';
import { authorityBody, countBody, factsBody, noticeBody, peopleBody, wordsBody } from './bodies.ts';
import { openBreach } from './open-breach.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;
/** A list of 5,000 addresses, with room. */
const maxListBytes = 512 * 1024;

/** Each is one act about one breach: it is written down who does it, done, and said in a sentence. */
export const breachActRoutes = new Hono<StaffVariables>();

offer(apiPaths.staffBreachFacts, factsBody, 'what is known of a breach', ({ at, body: { revision: _, ...facts } }) =>
  stateFacts(at, facts),
);
offer(apiPaths.staffBreachPeople, peopleBody, 'who is affected by a breach', ({ at, body }) =>
  addPeople(at, body.wish),
);
offer(apiPaths.staffBreachAuthority, authorityBody, 'what the authority was told of a breach', ({ at, body }) => {
  const { words, authority, delayReason } = body;
  return tellAuthority(at, { words, authority, delayReason, toldAt: Date.parse(body.toldAt) });
});
offer(apiPaths.staffBreachNotice, noticeBody, 'the letter to those whom a breach affects', ({ at, body }) =>
  tellPeople(at, body),
);
offer(apiPaths.staffBreachOtherwise, wordsBody, 'how else those were told whom a breach affects', ({ at, body }) =>
  tellOtherwise(at, body),
);
offer(apiPaths.staffBreachClose, wordsBody, 'the end of a breach', ({ at, body }) => closeBreach(at, body));

breachActRoutes.post(apiPaths.staffBreachCount, async (context) => {
  const wish = await readJson(context.req.raw, countBody, maxListBytes);
  if (isProblem(wish)) return problemResponse(wish);
  const { shop, staff } = context.var;
  const access = { act: 'view', what: 'how many people a breach affects' } as const;
  const breach = await openBreach(shop, staff, context.req.param('number'), access);
  if (isProblem(breach)) return problemResponse(breach);
  const found = await countPeopleFor(shop, wish);
  return isProblem(found) ? problemResponse(found) : context.json(found, 200, noStore);
});

breachActRoutes.post(previewOf(apiPaths.staffBreachNotice), async (context) => {
  const asked = await readAct(context, noticeBody, { act: 'view', what: 'a letter before it is sent' });
  if (isProblem(asked)) return problemResponse(asked);
  const { at, body } = asked;
  const people = await countPeople(at.shop.database, at.breach.number);
  const refusal = refuseNotice(at, body, people);
  if (refusal) return problemResponse(refusal);
  const { subject, text } = await composeNotice(at.shop, at.breach.number, body.words);
  const to = peopleInWords(people.found - (body.tellsRestricted ? 0 : people.restricted));
  return context.json({ to, subject, text } satisfies DeskLetter, 200, noStore);
});

interface Asked<Body> {
  readonly at: AtBreach;
  readonly body: Body;
}

function offer<Schema extends z.ZodType<{ readonly revision: number }>>(
  path: string,
  schema: Schema,
  what: string,
  run: (asked: Asked<z.output<Schema>>) => Promise<string | Problem>,
): void {
  breachActRoutes.post(path, async (context) => {
    const asked = await readAct(context, schema, { act: 'change', what });
    if (isProblem(asked)) return problemResponse(asked);
    const said = await run(asked);
    return typeof said === 'string' ? context.json({ said } satisfies DeskDone, 200, noStore) : problemResponse(said);
  });
}

async function readAct<Schema extends z.ZodType<{ readonly revision: number }>>(
  context: Context<StaffVariables>,
  schema: Schema,
  access: Pick<Access, 'act' | 'what'>,
): Promise<Asked<z.output<Schema>> | Problem> {
  const body = await readJson(context.req.raw, schema, maxListBytes);
  if (isProblem(body)) return body;
  const { shop, staff } = context.var;
  const breach = await openBreach(shop, staff, context.req.param('number') ?? '', access);
  if (isProblem(breach)) return breach;
  return { at: { shop, staff, breach, revision: body.revision }, body };
}
