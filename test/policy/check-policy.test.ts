import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../src/policy/check-policy.ts';
import { declarations, readDeclarations } from '../../src/policy/policy.ts';
import { copyWithMore, wrongCopy } from './wrong-copy.ts';

type Case = readonly [mistake: string, copy: unknown, sentence: RegExp];

const newCategory = { name: 'Shoe size', holds: 'the size of your shoes', from: 'you' };
const secondRow = { ...declarations.recipients.stripe };

const purposesAndCategories: readonly Case[] = [
  [
    'a category without a purpose',
    wrongCopy(['categories', 'shoe-size'], newCategory),
    /^The category "shoe-size" has no purpose\. Add 'shoe-size' to the categories of a purpose in src\/policy\/purposes\.ts/m,
  ],
  [
    'a purpose without a legal basis',
    wrongCopy(['purposes', 'marketing', 'legalBasis'], undefined),
    /^src\/policy\/purposes\.ts: purposes\.marketing\.legalBasis is missing\. Add the legal basis of this purpose/,
  ],
  [
    'a purpose with an unknown legal basis',
    wrongCopy(['purposes', 'marketing', 'legalBasis'], 'consend'),
    /^The purpose "marketing" names the legal basis "consend", .* Did you mean "consent"\?$/,
  ],
  [
    'a purpose without a category',
    wrongCopy(['purposes', 'send-updates', 'categories'], []),
    /^The purpose "send-updates" has no category\. Add to its categories in src\/policy\/purposes\.ts/m,
  ],
  [
    'a purpose of nobody',
    wrongCopy(['purposes', 'marketing', 'people'], []),
    /^The purpose "marketing" has nobody whose data it is\. Add to its people/,
  ],
  [
    'a purpose with a mistyped category',
    wrongCopy(['purposes', 'improve-website', 'categories', 0], 'devise'),
    /^The purpose "improve-website" names the category "devise", .* Did you mean "device"\?$/m,
  ],
];

const recipientsAndCalls: readonly Case[] = [
  [
    'a recipient that gets a field of no category',
    wrongCopy(['outboundCalls', 0, 'sends', 'customer_email'], 'email-adress'),
    /^The field "sends\.customer_email" of stripe's "POST \/v1\/checkout\/sessions" names the category "email-adress"/,
  ],
  [
    'a recipient that gets a field of a category that it is not declared to see',
    wrongCopy(['outboundCalls', 0, 'sends', 'metadata.pages'], 'usage'),
    /"usage", which stripe is not declared to see\. Add 'usage' to the sees of stripe in src\/policy\/recipients\.ts/,
  ],
  [
    'a recipient that serves no purpose',
    wrongCopy(['recipients', 'carriers', 'serves'], []),
    /^The recipient "carriers" serves no purpose\. Add one to its serves in src\/policy\/recipients\.ts/,
  ],
  [
    'a recipient that sees what none of its purposes uses',
    copyWithMore(['recipients', 'carriers', 'sees'], 'usage'),
    /^The recipient "carriers" sees "usage", which none of the purposes that it serves uses\./,
  ],
  [
    'an outbound call to an unknown recipient',
    wrongCopy(['outboundCalls', 0, 'recipient'], 'strype'),
    /names the recipient "strype", which src\/policy\/recipients\.ts does not declare\. Did you mean "stripe"\?$/,
  ],
];

const periods: readonly Case[] = [
  [
    'a category without a retention',
    wrongCopy(['retention', 'messages'], undefined),
    /^The category "communications" has no retention\. Add 'communications' to the categories of a rule in src\/policy\/retention\.ts/,
  ],
  [
    'a period for what is never kept',
    copyWithMore(['retention', 'orders', 'categories'], 'payment-information'),
    /^The category "payment-information" is declared as never kept, and the rule "orders" keeps it\./,
  ],
  [
    'a retention that says no start',
    wrongCopy(['retention', 'analytics', 'from'], undefined),
    /^src\/policy\/retention\.ts: retention\.analytics\.from is missing\. Add the event that starts the period/,
  ],
  [
    'a retention with no column for its start',
    wrongCopy(['retention', 'orders', 'deletes', 'startColumn'], undefined),
    /retention\.orders\.deletes\.startColumn is missing\. Add the column with the time of the event/,
  ],
  [
    'a retention that starts at a column that is not there',
    wrongCopy(['retention', 'orders', 'deletes', 'startColumn'], 'paidat'),
    /^The retention rule "orders" names the column of orders "paidat", .* Did you mean "paid_at"\?$/,
  ],
  [
    'a retention of nothing',
    wrongCopy(['retention', 'payment-events', 'deletes'], undefined),
    /^The retention rule "payment-events" is of no category and of no table\. Add its categories, or what it deletes/,
  ],
  [
    'a retention of a table that is not there',
    wrongCopy(['retention', 'orders', 'deletes', 'table'], 'order'),
    /^The retention rule "orders" names the table "order", .* Did you mean "orders"\?$/m,
  ],
  [
    'an unknown unit',
    wrongCopy(['retention', 'analytics', 'keep'], { weeks: 2 }),
    /keep is \{"weeks":2\}\. Give a whole number of one unit/,
  ],
  [
    'a period of nothing',
    wrongCopy(['retention', 'analytics', 'keep'], { days: 0 }),
    /keep is \{"days":0\}\. Give a whole number/,
  ],
  [
    'half a day',
    wrongCopy(['retention', 'analytics', 'keep'], { days: 0.5 }),
    /keep is \{"days":0\.5\}\. Give a whole number/,
  ],
  [
    'two units',
    wrongCopy(['retention', 'analytics', 'keep'], { years: 1, days: 30 }),
    /retention\.analytics\.keep is \{"years":1,"days":30\}\. Give a whole number of one unit/,
  ],
  [
    'a day more than the text says',
    wrongCopy(['retention', 'analytics', 'keep'], { days: 31 }),
    /^The retention rule "analytics" keeps 31 days, and the sentence retention\.analytics says "30 days, then anonymised"\./,
  ],
  [
    'a period that the text does not name: 130 days are not 30',
    wrongCopy(['retention', 'analytics', 'words'], '130 days, then anonymised'),
    /^The retention rule "analytics" keeps 30 days, and the sentence retention\.analytics says "130 days/,
  ],
];

const tables: readonly Case[] = [
  [
    'a table whose rule deletes from another table',
    wrongCopy(['dataMap', 'mail_outbox', 'retention'], 'orders'),
    /^The table "mail_outbox" is kept by the rule "orders", which deletes from orders\. Give mail_outbox a rule of its own/m,
  ],
  [
    'a table whose rule deletes nothing',
    wrongCopy(['dataMap', 'mail_outbox', 'retention'], 'messages'),
    /^The table "mail_outbox" is kept by the rule "messages", which deletes nothing\. Add deletes: \{ table: 'mail_outbox', … \}/m,
  ],
  [
    'a rule whose table is kept by another',
    wrongCopy(['dataMap', 'mail_outbox', 'retention'], 'with-parent'),
    /^The retention rule "message-log" deletes from mail_outbox, which is declared to be kept by "with-parent"\./m,
  ],
  [
    'a table with a rule that is not there',
    wrongCopy(['dataMap', 'orders', 'retention'], 'oders'),
    /^The table "orders" names the retention rule "oders", which src\/policy\/retention\.ts does not declare\. Did you mean "orders"\?$/m,
  ],
  [
    'a table that holds what its rule is not about',
    wrongCopy(['dataMap', 'mail_outbox', 'columns', 'last_error'], 'order-information'),
    /^The table "mail_outbox" holds "order-information", which its rule "message-log" does not name\./m,
  ],
  [
    'a column of an unknown category',
    wrongCopy(['dataMap', 'orders', 'columns', 'tax_id'], 'tax'),
    /^dataMap\.orders\.columns\.tax_id names the category "tax", which src\/policy\/categories\.ts does not declare\./,
  ],
  [
    'a column for what is never kept',
    wrongCopy(['dataMap', 'orders', 'columns', 'card_last4'], 'payment-information'),
    /^dataMap\.orders\.columns\.card_last4 is of the category "payment-information", of which nothing is kept: Stripe/m,
  ],
  [
    'a column that serves none of the purposes of its table',
    wrongCopy(['dataMap', 'orders', 'columns', 'browser'], 'device'),
    /^dataMap\.orders\.columns\.browser is of the category "device", which none of the purposes of its table uses\./m,
  ],
  [
    'a table without a purpose',
    wrongCopy(['dataMap', 'mail_outbox', 'purposes'], []),
    /^The table "mail_outbox" has no purpose\. Add its purposes in src\/policy\/data-map\.ts\.$/m,
  ],
  [
    'a column that is kept from people and is not there',
    wrongCopy(['dataMap', 'accounts', 'notExported'], { pasword_hash: 'It is a secret.' }),
    /^dataMap\.accounts\.notExported names the column of accounts "pasword_hash", .* Did you mean "password_hash"\?$/,
  ],
  [
    'a keyed hash that is not there',
    wrongCopy(['dataMap', 'tombstones', 'subject'], { hashColumn: 'hash' }),
    /^dataMap\.tombstones\.subject names the column of tombstones "hash",/,
  ],
  [
    'a table with nothing personal that is not declared free',
    wrongCopy(['dataMap', 'marketing_consents', 'columns'], { id: 'none', email: 'none', withdrawn_at: 'none' }),
    /^The table "marketing_consents" has no column with personal data\. Declare it .* as freeOfPersonalData/,
  ],
  [
    'a table from which no way leads to the person',
    wrongCopy(['dataMap', 'mail_outbox', 'subject'], { through: 'stock', column: 'id' }),
    /^dataMap\.mail_outbox\.subject leads to nobody: mail_outbox → stock\./,
  ],
  [
    'a way to the person that goes in a circle',
    wrongCopy(['dataMap', 'orders', 'subject'], { through: 'checkouts', column: 'number' }),
    /^dataMap\.checkouts\.subject leads to nobody: checkouts → orders → checkouts\./m,
  ],
  [
    'a way to the person by a column that is not there',
    wrongCopy(['dataMap', 'orders', 'subject'], { emailColumn: 'mail' }),
    /^dataMap\.orders\.subject names the column of orders "mail", .* Did you mean "email"\?$/,
  ],
  [
    'a way to the person by a hash that is not there',
    wrongCopy(['dataMap', 'access_log', 'subject'], { hashColumn: 'subject_hsh' }),
    /^dataMap\.access_log\.subject names the column of access_log "subject_hsh", .* Did you mean "subject_hash"\?$/,
  ],
  [
    'a way to the person in two forms at once',
    wrongCopy(['dataMap', 'access_log', 'subject'], { hashColumn: 'subject_hash', emailColumn: 'staff_email' }),
    /dataMap\.access_log\.subject is none of \{ emailColumn \}, \{ hashColumn \} and \{ through, column \}\./,
  ],
  [
    'a column kept from the person that is not there',
    wrongCopy(['dataMap', 'access_log', 'notExported'], { staff_mail: 'it names a colleague' }),
    /^dataMap\.access_log\.notExported names the column of access_log "staff_mail", .* Did you mean "staff_email"\?$/,
  ],
  [
    'a column kept from the person without a reason',
    wrongCopy(['dataMap', 'access_log', 'notExported'], { staff_email: '' }),
    /dataMap\.access_log\.notExported\.staff_email is empty\. Give why the person is not given it\./,
  ],
  [
    'rows kept as nameless that have the person’s address',
    wrongCopy(['dataMap', 'marketing_consents', 'erase'], 'keep-without-identity'),
    /^dataMap\.marketing_consents\.erase keeps the rows without identity, and they lead to a person by more than a hash\./,
  ],
  [
    'rows kept as nameless that hang on some with an address',
    wrongCopy(['dataMap', 'order_lines', 'erase'], 'keep-without-identity'),
    /^dataMap\.order_lines\.erase keeps the rows without identity, and they lead to a person by more than a hash\./,
  ],
  [
    'a queue with a field of an unknown category',
    wrongCopy(['queueMap', 'mail', 'fields', 'to'], 'order-informations'),
    /^queueMap\.mail\.fields\.to names the category "order-informations", .* Did you mean "order-information"\?$/,
  ],
];

const names: readonly Case[] = [
  [
    'two recipients of one name',
    wrongCopy(['recipients', 'second'], secondRow),
    /^src\/policy\/recipients\.ts: recipients has "Stripe" twice\. Take one of them out\.$/m,
  ],
  [
    'a storage key twice',
    copyWithMore(['storageKeys'], declarations.storageKeys[0]),
    /^src\/policy\/storage-keys\.ts: storageKeys has "luxevault_cart" twice\./,
  ],
  [
    'a statement’s identifier twice',
    copyWithMore(['statements'], { id: 'use.no-sale', text: 'We sell nothing.' }),
    /^src\/policy\/document\.ts: the statements has "use\.no-sale" twice\./,
  ],
  [
    'a category twice in one list',
    copyWithMore(['purposes', 'marketing', 'categories'], 'consent-records'),
    /^src\/policy\/purposes\.ts: purposes\.marketing\.categories has "consent-records" twice\./,
  ],
  [
    'an owner’s duty about a statement that is not there',
    wrongCopy(['ownerDuties', 'transfer.scc'], 'The clauses are signed.'),
    /^An owner’s duty names the statement "transfer\.scc", .* Did you mean "transfer\.sccs"\?$/,
  ],
  [
    'a storage key of an unknown store',
    wrongCopy(['storageKeys', 0, 'store'], 'localstorage'),
    /^src\/policy\/storage-keys\.ts: storageKeys\[0\]\.store is "localstorage"\. Did you mean "localStorage"\?$/,
  ],
  [
    'a storage key that is in another store for the browser',
    wrongCopy(['storeOfKey', 'lg_sid'], 'localStorage'),
    /^The storage key "lg_sid" is declared in sessionStorage, and storeOfKey says localStorage\./,
  ],
  [
    'a storage key that only the browser knows',
    wrongCopy(['storeOfKey', 'lg_wishlist'], 'localStorage'),
    /^storeOfKey has "lg_wishlist" without words\. Add it to storageKeys/,
  ],
  [
    'a column of page views with an address',
    wrongCopy(['analyticsMap', 'page_views', 'columns', 'ip'], 'ip-address'),
    /^analyticsMap\.page_views\.columns\.ip is of the category "ip-address", which none of the purposes of its table uses\./,
  ],
  [
    'page views kept by a rule of the shop’s database',
    wrongCopy(['analyticsMap', 'page_views', 'retention'], 'message-log'),
    /^The table "page_views" is kept by the rule "message-log", which does not delete from it\./m,
  ],
  [
    'page views kept by a rule that is not there',
    wrongCopy(['analyticsMap', 'page_views', 'retention'], 'analytic'),
    /^The table "page_views" names the retention rule "analytic", .* Did you mean "analytics"\?$/m,
  ],
  [
    'a table of both databases',
    wrongCopy(['analyticsMap', 'orders'], { freeOfPersonalData: 'Numbers.', columns: ['number'] }),
    /^The table "orders" is declared in data-map\.ts and in analytics-map\.ts\./,
  ],
  [
    'a mistyped field',
    wrongCopy(['dataMap', 'orders', 'retension'], 'orders'),
    /^src\/policy\/data-map\.ts: dataMap\.orders has a field "retension", which means nothing\. Did you mean "retention"\?$/,
  ],
  [
    'a mistyped part',
    wrongCopy(['recipient'], {}),
    /^src\/policy\/policy\.ts: The whole has a field "recipient", which means nothing\. Did you mean "recipients"\?$/,
  ],
  [
    'an empty text',
    wrongCopy(['categories', 'usage', 'holds'], ' '),
    /^src\/policy\/categories\.ts: categories\.usage\.holds is empty\. Give what it holds\.$/,
  ],
];

describe('the declarations', () => {
  it('hold together', () => {
    expect(checkPolicy(declarations)).toEqual([]);
    expect(Object.keys(readDeclarations())).toEqual(Object.keys(declarations));
  });

  it('hold together where a table is found through one with a hash, and stays as it does', () => {
    const notes = {
      ...declarations.dataMap.access_log,
      retention: 'with-parent',
      subject: { through: 'access_log', column: 'access_id' },
      notExported: undefined,
      columns: { access_id: 'access-log' },
    };
    expect(checkPolicy(wrongCopy(['dataMap', 'access_notes'], notes))).toEqual([]);
  });

  it('are refused when they are nothing', () => {
    expect(checkPolicy(undefined)).not.toEqual([]);
    expect(checkPolicy([])).not.toEqual([]);
    expect(checkPolicy({})).not.toEqual([]);
  });

  it.each([...purposesAndCategories, ...recipientsAndCalls, ...periods, ...tables, ...names])(
    'are refused with %s, in a sentence that says what to write',
    (_mistake, copy, sentence) => {
      expect(checkPolicy(copy).filter((said) => sentence.test(said))).toHaveLength(1);
    },
  );
});
