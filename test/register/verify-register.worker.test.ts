import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { anchorRegister, listAnchors } from '../../functions/register/anchor-register.ts';
import { hashOfEntry } from '../../functions/register/entry-hash.ts';
import { printReport } from '../../functions/register/print-report.ts';
import { insertEntryStatement, type RegisterEntry, selectEntriesAfter } from '../../functions/register/queries.ts';
import { verifyRegister } from '../../functions/register/verify-register.ts';
import { writeWithProof } from '../../functions/register/write-with-proof.ts';
import { deleteDue } from '../../functions/retention/delete-due.ts';
import { type House, openHouse } from '../requests/house.ts';

const day = 86_400_000;
const begin = Date.parse('2026-01-01T12:00:00Z');
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Ten entries, one a day, each day with its anchor. */
beforeEach(async () => {
  await house.database.exec('DELETE FROM rights_register');
  const { ledger } = house.at(begin);
  for (const { key } of (await ledger.list()).objects) await ledger.delete(key);
  for (let place = 0; place < 10; place += 1) {
    const shop = house.at(begin + place * day);
    const proof = { requestNumber: `PR-${place}`, subjectHash: 'a', kind: 'access', step: 'received' } as const;
    await writeWithProof(shop, [], [proof]);
    await anchorRegister(shop);
  }
});

const tenth = begin + 9 * day;
const verify = (now = tenth) => verifyRegister(house.at(now));
const faults = async (now?: number) => (await verify(now)).faults.map(({ sequence, fault }) => `${sequence} ${fault}`);

/** As somebody who can write to the database does it: the trigger is in their hands too. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await house.database.exec('DROP TRIGGER rights_register_is_final');
  for (const statement of statements) await house.database.exec(statement);
  await house.database.exec(
    `CREATE TRIGGER rights_register_is_final BEFORE UPDATE ON rights_register BEGIN SELECT RAISE(ABORT, 'the register is only added to'); END`,
  );
}

/** The entries again, with hashes that fit each other. */
async function writeAnew(change: (entries: RegisterEntry[]) => RegisterEntry[]): Promise<void> {
  const { database } = house.at(begin);
  const entries = change(await selectEntriesAfter(database, 0, 100));
  await house.database.exec('DELETE FROM rights_register');
  let previousHash = '';
  for (const [place, entry] of entries.entries()) {
    const written = { ...entry, sequence: place + 1, previous_hash: previousHash };
    previousHash = await hashOfEntry(written);
    await insertEntryStatement(database, { ...written, hash: previousHash }).run();
  }
}

test('a register that nobody touched is whole, and says so', async () => {
  const report = await verify();
  expect(report).toEqual({ entries: 10, anchors: 10, faults: [] });
  expect(printReport(report)).toBe('The register is whole: 10 entries, 10 days kept outside the database.');
});

test('two entries that say the same of one millisecond are two, and the register is whole', async () => {
  const proof = { requestNumber: 'PR-9', subjectHash: 'a', kind: 'access', step: 'message' } as const;
  for (const _ of [1, 2]) await writeWithProof(house.at(tenth), [], [proof]);
  expect(await verify()).toEqual({ entries: 12, anchors: 10, faults: [] });
});

test('the database itself refuses to change an entry', async () => {
  await expect(house.database.exec(`UPDATE rights_register SET step = 'done' WHERE sequence = 3`)).rejects.toThrow();
});

test.each([1, 3, 10])('in pages of %d it is walked to its end', async (pageSize) => {
  expect(await verifyRegister(house.at(tenth), pageSize)).toEqual({ entries: 10, anchors: 10, faults: [] });
  await tamper(`UPDATE rights_register SET step = 'done' WHERE sequence = 7`);
  expect((await verifyRegister(house.at(tenth), pageSize)).faults).toEqual([{ sequence: 7, fault: 'changed' }]);
});

describe('found is', () => {
  test.each([
    ['a changed step', `UPDATE rights_register SET step = 'done' WHERE sequence = 4`, ['4 changed']],
    ['a changed time', `UPDATE rights_register SET at = at - 1 WHERE sequence = 10`, ['10 changed']],
    ['one that is missing', 'DELETE FROM rights_register WHERE sequence = 5', ['5 missing']],
    ['several that are missing', 'DELETE FROM rights_register WHERE sequence IN (5, 6, 7)', ['5 missing']],
    ['the newest that is missing', 'DELETE FROM rights_register WHERE sequence = 10', ['10 missing']],
    ['the first that is missing', 'DELETE FROM rights_register WHERE sequence = 1', ['1 missing']],
  ])('%s', async (_said, statement, expected) => {
    await tamper(statement);
    expect(await faults()).toEqual(expected);
  });

  test('two that changed places', async () => {
    await tamper(
      'UPDATE rights_register SET sequence = -1 WHERE sequence = 4',
      'UPDATE rights_register SET sequence = 4 WHERE sequence = 5',
      'UPDATE rights_register SET sequence = 5 WHERE sequence = -1',
    );
    expect(await faults()).toEqual(['4 reordered', '5 reordered', '6 reordered']);
  });

  test('one that was written twice, and one that was put in', async () => {
    await tamper(
      `INSERT INTO rights_register (hash, sequence, at, request_number, subject_hash, kind, step, details, previous_hash)
       SELECT 'copy', 11, at, request_number, subject_hash, kind, step, details, 'of-it' FROM rights_register WHERE sequence = 2`.replaceAll(
        '\n',
        ' ',
      ),
      `INSERT INTO rights_register (hash, sequence, at, request_number, subject_hash, kind, step, details, previous_hash)
       VALUES ('new', 12, 1, 'PR-NEW', 'a', 'access', 'done', '{}', 'copy')`.replaceAll('\n', ' '),
    );
    expect(await faults()).toEqual(['11 doubled', '12 changed']);
  });

  test('one that was changed by somebody who wrote all the hashes anew', async () => {
    await writeAnew((entries) => entries.map((entry) => (entry.sequence === 7 ? { ...entry, step: 'done' } : entry)));
    expect(await faults()).toEqual(['7', '8', '9', '10'].map((sequence) => `${sequence} not-as-anchored`));
  });

  test('one that was taken out by somebody who wrote all the hashes anew', async () => {
    await writeAnew((entries) => entries.filter(({ sequence }) => sequence !== 9));
    expect(await faults()).toEqual(['9 not-as-anchored', '10 missing']);
  });

  test('all of them', async () => {
    await house.database.exec('DELETE FROM rights_register');
    expect((await verify()).faults).toEqual([{ sequence: 1, fault: 'missing', until: 10 }]);
  });
});

describe('two years later', () => {
  /** The day on which the first four are due. */
  const later = Date.parse('2028-01-04T12:00:00Z');

  test('entries whose period is over are gone, and nothing is wrong', async () => {
    // The other rules were never run in this house, and the job says so.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await deleteDue(house.at(later).database, later);
    expect(await verify(later)).toEqual({ entries: 6, anchors: 10, faults: [] });
    // A clock that jumps is not believed; here the job has been idle for good reasons.
    await house.database.exec('DELETE FROM retention_runs');
    await deleteDue(house.at(later + 40 * day).database, later + 40 * day);
    expect(await verify(later + 40 * day)).toMatchObject({ entries: 0, faults: [] });
  });

  test('entries that went before their time are missed', async () => {
    await house.database.exec('DELETE FROM rights_register WHERE sequence <= 7');
    expect((await verify(later)).faults).toEqual([{ sequence: 5, fault: 'missing', until: 7 }]);
  });
});

test('a day’s anchor is written once, and never over', async () => {
  const shop = house.at(tenth);
  const before = await listAnchors(shop.ledger);
  await writeWithProof(shop, [], [{ requestNumber: 'PR-late', subjectHash: 'a', kind: 'access', step: 'done' }]);
  await anchorRegister(house.at(tenth + 60_000));
  expect(await listAnchors(shop.ledger)).toEqual(before);
  await anchorRegister(house.at(tenth + day));
  expect((await listAnchors(shop.ledger)).at(-1)).toMatchObject({ sequence: 11 });
});

test('the report names each fault on a line of its own', () => {
  const faults = [
    { sequence: 3, fault: 'changed' },
    { sequence: 5, fault: 'missing', until: 7 },
  ] as const;
  expect(printReport({ entries: 8, anchors: 2, faults }).split('\n')).toEqual([
    'Entry 3 was changed after it was written.',
    'Entries 5 to 7 are missing.',
    'The register is not whole: 2 faults in 8 entries, 2 days kept outside the database.',
  ]);
});
