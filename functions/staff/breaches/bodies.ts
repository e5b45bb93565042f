import { z } from 'zod';
import { breachRisks } from '../../../src/policy/breach-clock.ts';
import { isBreachData } from '../../../src/policy/breach-data.ts';
import { contacts } from '../../../src/policy/rights.ts';

/** What the desk may say of a breach. */

const mostWords = 4_000;
const mostAddresses = 5_000;
/** Every column of every table would fit. */
const mostColumns = 1_000;

const words = z.string().trim().max(mostWords);

/** Words that stay in the record for years: no address may be in them. */
export const nameless = words.min(1).regex(/^[^@]*$/);
const namelessOrNone = words.regex(/^[^@]*$/);

/** Which state of the breach was seen. */
const revision = z.int().positive();

const discovered = z.iso.datetime({ offset: true });

export const factsBody = z.strictObject({
  revision,
  happened: nameless,
  data: z.array(z.string().refine(isBreachData)).max(mostColumns),
  consequences: namelessOrNone,
  measures: namelessOrNone,
  risk: z.enum(breachRisks),
  riskReason: namelessOrNone,
});

const byTable = z.strictObject({
  table: z.string().min(1).max(100),
  period: z.string().min(1).max(100).optional(),
  from: discovered.optional(),
  until: discovered.optional(),
});
const byList = z.strictObject({ emails: z.array(z.string().trim().min(3).max(254)).min(1).max(mostAddresses) });

export const countBody = z.union([byList, byTable]);
export const peopleBody = z.strictObject({ revision, wish: countBody });

export const authorityBody = z.strictObject({
  revision,
  /** The text as it was sent; of addresses the house's own alone. */
  words: z
    .string()
    .trim()
    .min(1)
    .max(4 * mostWords)
    .refine((text) => !text.replaceAll(contacts.privacyEmail, '').includes('@')),
  authority: nameless.max(200),
  toldAt: discovered,
  delayReason: namelessOrNone,
});

export const noticeBody = z.strictObject({ revision, words: nameless, tellsRestricted: z.boolean() });
export const wordsBody = z.strictObject({ revision, words: nameless });
