import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { orderMoves, orderStates } from '../../src/orders/order-states.ts';
import { importsOf } from '../architecture/imports.ts';
import { keepPromise } from '../architecture/promise.ts';
import { collect, lineOf, readSourceFiles, type SourceFile } from '../architecture/source-file.ts';

/**
 * No rule can reach a refusal. From what looks for fraud there is no way to anything that refuses, cancels, pays back,
 * prices or writes to a shopper; and nothing of that kind asks what it has found. What it does to real orders,
 * flagged-order.worker.test.ts shows.
 */

const worker = readSourceFiles('functions');
const watch = worker.filter(({ path }) => path.startsWith('functions/fraud/'));

/** All that it may load: pure words and sums, whom not to look at, and the one step that puts an order aside. */
const mayLoad: readonly string[] = [
  'functions/describe-surprise.ts',
  'functions/normalise-email.ts',
  'functions/objections/queries.ts',
  'functions/order-life/queries.ts',
  'functions/order-life/write-moves.ts',
  'functions/problem.ts',
  'functions/rate-limit.ts',
  'functions/restriction/queries.ts',
  'src/catalog/money.ts',
  'src/languages.ts',
  'src/words/language.ts',
  'src/words/say.ts',
];

function loadedBy(file: SourceFile): readonly string[] {
  return importsOf(file).flatMap(({ target, isTypeOnly }) => (isTypeOnly ? [] : [target]));
}

const isOfTheWatch = (path: string) => path.startsWith('functions/fraud/');

keepPromise('[use.no-automated-decisions] [use.prevent-fraud] what looks for fraud can load nothing that refuses', {
  files: watch,
  breaches: (file) =>
    loadedBy(file)
      .filter((target) => !isOfTheWatch(target) && !mayLoad.includes(target))
      .map((target) => `loads ${target}`),
  brokenBy: {
    'functions/fraud/look-at-orders.ts': "import { moveOrder } from '../order-life/move-order.ts';",
    'functions/fraud/warnings.ts': "import { refundOrder } from '../refunds/refund-order.ts';",
    'functions/fraud/raise-flags.ts': "const { cancelCheckout } = await import('../checkout/cancel-checkout.ts');",
    'functions/fraud/signals.ts': "export { insertMailStatement } from '../mail/queries.ts';",
    'functions/fraud/queries.ts': "import Stripe from 'stripe';",
  },
  keptBy: {
    'functions/fraud/look-at-orders.ts':
      "import type { Shop } from '../shop.ts';\nimport { makeMoves } from '../order-life/write-moves.ts';",
  },
});

test('[use.no-automated-decisions] nor can what it loads, however far one goes', () => {
  const shared = readSourceFiles('src/api', 'src/bag', 'src/catalog', 'src/orders', 'src/policy');
  const byPath = new Map([...worker, ...shared].map((file) => [file.path, file]));
  const reached = new Set<string>();
  const follow = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    const file = byPath.get(path);
    for (const target of file ? loadedBy(file) : []) follow(target);
  };
  for (const { path } of watch) follow(path);
  expect(reached.size).toBeGreaterThan(watch.length);
  expect([...reached].filter((path) => !isOfTheWatch(path)).sort()).toEqual(mayLoad);
});

/** Of the moves and states of an order it knows the one step: what is paid is put aside for a person. */
const mayName: readonly string[] = ['hold', 'paid', 'under-review'];
const movesAndStates: readonly string[] = [...Object.keys(orderMoves), ...orderStates];
/** Of the shop it has the database and the clock, and of Stripe two questions. */
const mayAsk: readonly string[] = ['readFraudWarning', 'listFraudWarnings'];

keepPromise('[use.no-automated-decisions] what looks for fraud knows no move but the one to a person', {
  files: watch,
  breaches: (file) =>
    collect(file, (node) => {
      if (ts.isStringLiteralLike(node) && movesAndStates.includes(node.text) && !mayName.includes(node.text))
        return `names "${node.text}" on line ${lineOf(node)}`;
      if (!ts.isPropertyAccessExpression(node)) return undefined;
      const of = node.expression;
      const isOfStripe = ts.isPropertyAccessExpression(of) ? of.name.text === 'stripe' : of.getText() === 'stripe';
      if (isOfStripe && !mayAsk.includes(node.name.text)) return `asks Stripe to ${node.name.text}`;
      const isPartOfShop = ['mailQueue', 'email', 'assets', 'ledger', 'access'].includes(node.name.text);
      return isPartOfShop && of.getText() === 'shop' ? `reaches ${node.getText()}` : undefined;
    }),
  brokenBy: {
    'functions/fraud/raise-flags.ts': "export const steps = [{ move: 'cancel', to: 'cancelled' }];",
    'functions/fraud/warnings.ts': 'await watch.stripe.createRefund({ refundId, paymentIntentId, amountMinor });',
    'functions/fraud/look-at-orders.ts': 'await shop.mailQueue.send({ mailId });',
  },
  keptBy: {
    'functions/fraud/raise-flags.ts': "export const steps = [{ move: 'hold', to: 'under-review' }];",
    'functions/fraud/warnings.ts': 'await watch.stripe.readFraudWarning(id);',
  },
});

const ownTables: readonly string[] = ['checkout_addresses', 'fraud_flags'];

keepPromise('[use.no-automated-decisions] what looks for fraud writes to its own two tables and no other', {
  files: watch,
  breaches: (file) =>
    textsIn(file).flatMap((text) =>
      [...text.matchAll(/\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+(?!SET\b)(\S+)/g)].flatMap(
        ([, table = '']) => (ownTables.includes(table) ? [] : [`writes to ${table}`]),
      ),
    ),
  brokenBy: {
    'functions/fraud/queries.ts': "const text = `UPDATE orders SET state = 'cancelled'`;",
    'functions/fraud/origin/queries.ts': 'const text = `DELETE FROM holds WHERE checkout_id = ?1`;',
  },
  keptBy: {
    'functions/fraud/queries.ts':
      'const text = `INSERT INTO fraud_flags (id) SELECT number FROM orders ON CONFLICT (id) DO UPDATE SET note = 1`;',
  },
});

/** Who may know what it has found: the desk shows it, and a person's release settles it. */
const mayRead: Readonly<Record<string, readonly string[]>> = {
  'functions/checkout/routes.ts': ['functions/fraud/origin/came-from.ts'],
  'functions/checkout/start-checkout.ts': ['functions/fraud/origin/came-from.ts', 'functions/fraud/origin/queries.ts'],
  'functions/objections/weigh-objection.ts': ['functions/fraud/origin/queries.ts'],
  'functions/payments/receive-event.ts': ['functions/fraud/warnings.ts'],
  'functions/schedule.ts': ['functions/fraud/look-at-orders.ts', 'functions/fraud/warnings.ts'],
  'functions/staff/orders/clear-flag.ts': ['functions/fraud/queries.ts'],
  'functions/staff/orders/fraud-flags.ts': ['functions/fraud/queries.ts'],
  'functions/staff/orders/view-order.ts': ['functions/fraud/queries.ts'],
};

keepPromise('[use.no-automated-decisions] nothing that refuses, cancels, pays back or prices asks what it has found', {
  files: worker.filter(({ path }) => !isOfTheWatch(path)),
  breaches: (file) => [
    ...importsOf(file)
      .filter(({ target }) => isOfTheWatch(target) && !mayRead[file.path]?.includes(target))
      .map(({ target }) => `imports ${target}`),
    ...textsIn(file)
      .filter((text) => file.path !== 'functions/work-list/queries.ts' && ownTables.some((name) => text.includes(name)))
      .map(() => 'names a table of it'),
  ],
  brokenBy: {
    'functions/checkout/start-checkout.ts': "import { selectFlags } from '../fraud/queries.ts';",
    'functions/refunds/refund-order.ts': "import type { Flag } from '../fraud/queries.ts';",
    'functions/order-life/move-order.ts': "import { litSignals } from '../fraud/signals.ts';",
    'functions/orders/queries.ts': "const text = 'SELECT 1 FROM fraud_flags';",
    'functions/stock/queries.ts': 'const text = `SELECT address FROM checkout_addresses ORDER BY at`;',
  },
  keptBy: { 'functions/staff/orders/view-order.ts': "import { selectFlags } from '../../fraud/queries.ts';" },
});

keepPromise('[use.no-automated-decisions] the checkout writes down where somebody comes from, and never looks at it', {
  files: worker.filter(({ path }) => path.startsWith('functions/checkout/')),
  breaches: (file) =>
    collect(file, (node) => {
      const isLookedAt =
        (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
        node.expression.getText() === 'from';
      const isTakenApart = ts.isVariableDeclaration(node) && node.initializer?.getText() === 'from';
      const isAsked = ts.isStringLiteralLike(node) && /^cf-/i.test(node.text);
      const isOfHost = ts.isPropertyAccessExpression(node) && node.name.text === 'cf';
      return isLookedAt || isTakenApart || isAsked || isOfHost ? `looks at it on line ${lineOf(node)}` : undefined;
    }),
  brokenBy: {
    'functions/checkout/start-checkout.ts': "if (from.country === 'RU') return refused();",
    'functions/checkout/queries.ts': 'const { address } = from;',
    'functions/checkout/routes.ts': "const country = context.req.header('CF-IPCountry');",
    'functions/checkout/request.ts': 'const { country } = context.req.raw.cf;',
  },
  keptBy: {
    'functions/checkout/start-checkout.ts':
      'const held = await hold(shop, checkout, from);\nconst items = Array.from(wish.lines);',
  },
});

test('[use.no-automated-decisions] the database itself draws no conclusion from it either', () => {
  const folder = 'functions/migrations';
  const triggers = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/CREATE TRIGGER (\w+)[\s\S]*?\bEND;/g)].map(
      ([text, name = '']) => ({ name, text }),
    ),
  );
  expect(triggers.length).toBeGreaterThan(5);
  const knowing = triggers.filter(({ text }) => ownTables.some((table) => text.includes(table)));
  expect(knowing.map(({ name }) => name)).toEqual(['paid_order_waits_for_a_look']);
  // It notes that the order is to be looked at: it reads nothing of it, changes no order and stops none.
  expect(knowing[0]?.text).not.toMatch(/RAISE|SELECT|UPDATE orders|DELETE|WHEN/);
});

/** Every text of the file, those of its templates too, and what is put into them. */
function textsIn(file: SourceFile): readonly string[] {
  return collect(file, (node) => {
    if (ts.isTemplateExpression(node)) return node.getText();
    return ts.isStringLiteralLike(node) ? node.text : undefined;
  });
}
