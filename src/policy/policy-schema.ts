import { z } from 'zod';
import { type Duration, duration } from './duration.ts';
import { nearest } from './nearest.ts';

/**
 * The form of each declaration. TypeScript holds the project's own to it already; this
 * holds any copy to it, and says of each mistake what to write instead. Names that point
 * to other declarations are plain text here: whether they exist is for the cross-checks.
 */

/** An object with these fields and no others. The message has a line for each unknown one, with the nearest known. */
function exactly<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(key, known)).join('\n');
      return issue.input === undefined ? 'is missing.' : `is not an object with the fields ${known.join(', ')}.`;
    },
  });
}

function unknownField(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return `has a field "${key}", which means nothing. ${near ? `Did you mean "${near}"?` : `Known are: ${known.join(', ')}.`}`;
}

/** Text with something in it. `what` completes "Add …". */
function words(what: string) {
  return z
    .string({
      error: (issue) => (issue.input === undefined ? `is missing. Add ${what}.` : `is not text. Give ${what}.`),
    })
    .refine((value) => value.trim() !== '', { error: `is empty. Give ${what}.` });
}

function oneOf<const Value extends string>(values: readonly Value[]) {
  return z.enum(values, {
    error: ({ input }) => {
      if (input === undefined) return `is missing. Add one of: ${values.join(', ')}.`;
      const near = nearest(String(input), values);
      return `is "${String(input)}". ${near ? `Did you mean "${near}"?` : `Give one of: ${values.join(', ')}.`}`;
    },
  });
}

function names(what: string) {
  return z.array(words(what), { error: `is not a list. Give ${what}, in brackets.` });
}

function count(what: string) {
  return z
    .int({ error: `is not a whole number. Give ${what}.` })
    .positive({ error: `is less than one. Give ${what}.` });
}

function byName<Declared extends z.ZodType>(declared: Declared) {
  return z.record(words('a name'), declared, { error: 'is missing, or not an object with an entry for each name.' });
}

const period = z.custom<Duration>((value) => duration.safeParse(value).success, {
  error: ({ input }) =>
    input === undefined
      ? 'is missing. Add how long it is kept, such as { days: 30 }.'
      : `is ${JSON.stringify(input)}. Give a whole number of one unit: { years: 7 }, { days: 30 } or { minutes: 30 }.`,
});

const fieldCategories = byName(words('the category of this field, or none'));

const category = exactly({
  name: words('its name in the policy'),
  holds: words('what it holds'),
  from: oneOf(['you', 'your browser', 'others', 'ourselves']),
  notKept: words('why nothing of it is kept').optional(),
});

const purpose = exactly({
  name: words('the first cell of its row in section 3'),
  dataUsed: words('the second cell of its row in section 3'),
  stands: oneOf(['policy', 'annex']),
  legalBasis: words('the legal basis of this purpose, a name of legalBases in the same file'),
  categories: names('the categories that it uses'),
  people: names('whose data it is'),
});

const recipient = exactly({
  name: words('the first cell of its row in section 5'),
  purpose: words('the second cell of its row in section 5'),
  location: words('the third cell of its row in section 5'),
  role: oneOf(['processor', 'controller']),
  serves: names('the purposes that it serves'),
  safeguard: words('what keeps a transfer lawful'),
  reachedBy: names('the hosts and bindings by which it is reached'),
  sees: names('the categories that it can see'),
});

const rule = exactly({
  name: words('its label'),
  words: words('the words behind its label'),
  stands: oneOf(['policy', 'annex']),
  categories: names('the categories that it is about'),
  keep: period,
  from: words('the event that starts the period, such as "the payment"'),
  deletes: exactly({
    within: oneOf(['ANALYTICS']).optional(),
    table: words('the table whose rows it deletes'),
    keyColumn: words('the column that tells its rows apart'),
    startColumn: words('the column with the time of the event that starts the period'),
    only: exactly({
      column: words('the column that says whether a row is settled'),
      isOneOf: names('the states of a settled row'),
    }).optional(),
  }).optional(),
});

const subject = z.union(
  [
    exactly({ emailColumn: words('the column with the person’s e-mail address') }),
    exactly({ hashColumn: words('the column with the keyed hash of that address') }),
    exactly({ through: words('the table that leads to the person'), column: words('the column that leads there') }),
  ],
  { error: 'is none of { emailColumn }, { hashColumn } and { through, column }. Say how a person’s rows are found.' },
);

const personalTable = exactly({
  holds: words('what the table holds'),
  purposes: names('the purposes of the table'),
  retention: words('a rule of retention.ts, with-parent or until-settled'),
  keyColumn: words('its primary key, where others lead to it').optional(),
  subject,
  export: oneOf(['all-columns']),
  notExported: byName(words('why the person is not given it')).optional(),
  erase: oneOf(['delete', 'keep-what-tax-law-needs', 'keep-without-identity']),
  emptied: names('the columns that an erasure empties').optional(),
  columns: fieldCategories,
});

const freeTable = exactly({
  freeOfPersonalData: words('why nobody can be recognised in it'),
  columns: names('the columns'),
});

const analyticsTable = exactly({
  holds: words('what the table holds'),
  purposes: names('the purposes of the table'),
  retention: words('a rule of retention.ts that deletes from it'),
  leadsToNobody: words('why nobody’s rows can be found in it'),
  columns: fieldCategories,
});

/** Which of the two a table is, the field that only one of them has decides; so a mistake is told of the right one. */
function freeOr<Personal extends z.ZodType>(personal: Personal) {
  return z.unknown().transform((input, context): z.output<Personal> | z.output<typeof freeTable> => {
    const isFree = typeof input === 'object' && input !== null && 'freeOfPersonalData' in input;
    const parsed = isFree ? freeTable.safeParse(input) : personal.safeParse(input);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

const storageKey = exactly({
  name: words('the key'),
  type: oneOf(['Essential', 'Preferences']),
  store: oneOf(['localStorage', 'sessionStorage']),
  purpose: words('the third cell of its row in section 7'),
  duration: words('how long it stays'),
});

export const policySchema = exactly({
  categories: byName(category),
  people: byName(words('who they are')),
  legalBases: byName(
    exactly({ name: words('its name in section 3'), article: words('its article, such as Art. 6(1)(b)') }),
  ),
  purposes: byName(purpose),
  recipients: byName(recipient),
  retention: byName(rule),
  rights: byName(
    exactly({
      name: words('the first cell of its row in section 9'),
      description: words('the second'),
      appliesTo: words('the third'),
    }),
  ),
  deadlines: exactly({
    requestDays: count('days'),
    requestCalendarMonths: count('months'),
    requestTargetBusinessDays: count('business days'),
    breachNoticeHours: count('hours'),
  }),
  minimumAgeYears: count('years'),
  contacts: exactly({
    controller: words('the controller’s name'),
    privacyEmail: z.email({ error: 'is not an e-mail address.' }),
    whatsApp: z.string().regex(/^\+[\d ]{8,20}$/, { error: 'is not a telephone number with its country.' }),
  }),
  securityMeasures: byName(
    exactly({ words: words('its line in section 10'), kind: oneOf(['technical', 'organisational']) }),
  ),
  storageKeys: z.array(storageKey),
  storeOfKey: byName(oneOf(['localStorage', 'sessionStorage'])),
  dataMap: byName(freeOr(personalTable)),
  analyticsMap: byName(freeOr(analyticsTable)),
  queueMap: byName(
    exactly({
      holds: words('what its messages hold'),
      purposes: names('the purposes of the queue'),
      kept: words('how long a message stays'),
      fields: fieldCategories,
    }),
  ),
  outboundCalls: z.array(
    exactly({
      recipient: words('who is called, a name of recipients.ts'),
      operation: words('what is called, such as "POST /v1/refunds"'),
      sends: fieldCategories,
      headers: fieldCategories.optional(),
      reads: fieldCategories,
    }),
  ),
  ownerDuties: byName(words('what the owner has to do')),
  marketingWordings: z.array(exactly({ version: count('the version'), text: words('what the shopper is asked') })),
  marketingSending: exactly({ isOn: z.boolean({ error: 'is neither true nor false.' }) }),
  statements: z.array(exactly({ id: words('its identifier'), text: words('its text') })),
});

export type Declared = z.output<typeof policySchema>;
export type DeclaredTable = Declared['dataMap'][string];
export type DeclaredAnalyticsTable = Declared['analyticsMap'][string];
export type DeclaredPersonalTable = z.output<typeof personalTable>;

export function isPersonal<Table extends DeclaredTable | DeclaredAnalyticsTable>(
  declared: Table,
): declared is Exclude<Table, z.output<typeof freeTable>> {
  return !('freeOfPersonalData' in declared);
}
