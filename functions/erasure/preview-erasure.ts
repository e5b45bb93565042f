import type { ErasurePreview, RowsOfTable } from '../../src/api/erasure-answers.ts';
import { endOf } from '../../src/policy/duration.ts';
import { taxLaw } from '../../src/policy/kept-after-erasure.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { retention } from '../../src/policy/retention.ts';
import { sayKnown } from '../../src/words/say.ts';
import type { Shop } from '../shop.ts';
import { countRowsOfAll } from '../subject/queries.ts';
import { personOf, type SubjectTable, subjectTables } from '../subject/subject-tables.ts';
import { disclosedOf } from './disclosed.ts';
import { planTrims } from './plan-trims.ts';
import { dayOf, recipientsOf } from './recipients.ts';

const mostOrders = 100;

/** What an erasure would do now, table by table: what goes, what stays until when and by which law, who is told. */
export async function previewErasure(shop: Shop, email: string): Promise<ErasurePreview> {
  const person = await personOf(shop, email);
  const tables = subjectTables();
  const counts = await countRowsOfAll(shop.database, tables, person);
  const planned = await planTrims(shop, person);
  const of = (erase: SubjectTable['declaration']['erase']): RowsOfTable[] =>
    tables.flatMap(({ name, declaration }, place) => {
      const rows = counts[place] ?? 0;
      return declaration.erase === erase && rows > 0 ? [{ table: name, holds: sayKnown(declaration.holds), rows }] : [];
    });
  const waiting = planned.filter(({ neededUntil }) => neededUntil > shop.now);
  const disclosed = await disclosedOf(shop, person, planned.length);
  return {
    goesNow: of('delete'),
    stays: {
      law: sayKnown(taxLaw),
      period: sayKnown(retention.orders.words),
      tables: of('keep-what-tax-law-needs'),
      orders: planned.slice(0, mostOrders).map(({ number, paidAt }) => ({
        number,
        until: dayOf(endOf(paidAt, retention.orders.keep)),
      })),
      orderCount: planned.length,
    },
    goesLater: waiting.slice(0, mostOrders).map(({ number, neededUntil }) => ({ number, on: dayOf(neededUntil) })),
    staysAsProof: of('keep-without-identity'),
    recipients: recipientsOf(disclosed, shop.now).map(({ recipient, words }) => ({
      name: sayKnown(recipients[recipient].name),
      words,
    })),
  };
}
