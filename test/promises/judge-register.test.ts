import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashOf, idsIn, judgeRegister, type Register, registerFailures, type TestOutcome } from './judge-register.ts';
import { listProofs, printRegister } from './print-register.ts';
import type { Entry } from './register.ts';
import { shopRegister } from './shop-register.ts';

const texts = {
  'storage.basket': 'We keep your basket.',
  'transfer.clauses': 'Clauses are signed.',
  'rights.access': 'You may have a copy.',
  'security.tls': 'Everything is encrypted.',
};
const sentences = Object.entries(texts).map(([id, text]) => ({ id, text }));
const entries = {
  'storage.basket': { hash: hashOf(texts['storage.basket']), provedIn: ['test/bag.test.ts'] },
  'transfer.clauses': { hash: hashOf(texts['transfer.clauses']), keptBy: 'owner' },
  'rights.access': { hash: hashOf(texts['rights.access']), comesWith: 'staff desk', because: 'It comes.' },
  'security.tls': { hash: hashOf(texts['security.tls']), provedIn: ['test/bag.test.ts'] },
} as const satisfies Record<string, Entry>;
const ownerDuties = { 'transfer.clauses': 'Signs them.', 'security.tls': 'Sets the zone.' };
const register: Register = { sentences, entries, comingAtMost: 1, ownerDuties };

const file = 'test/bag.test.ts';
const test = (name: string, status: TestOutcome['status'] = 'passed'): TestOutcome => ({ file, name, status });
const tests = [test('the bag [storage.basket] is kept'), test('[security.tls] holds'), test('a bag has no price')];

/** What the gate says when one thing is otherwise than it should be. */
function failures(changes: Partial<Register>, run: readonly TestOutcome[] = tests): readonly string[] {
  return judgeRegister({ ...register, ...changes }, run).failures;
}

describe('the gate of the promise register', () => {
  it('finds nothing wrong where every sentence is bound, and says how each stands', () => {
    const verdict = judgeRegister(register, tests);
    expect(verdict.failures).toEqual([]);
    expect(verdict.sentences.map(({ id, standing }) => [id, standing])).toEqual([
      ['storage.basket', 'bound'],
      ['transfer.clauses', 'owner'],
      ['rights.access', 'coming'],
      ['security.tls', 'bound'],
    ]);
  });

  it('refuses a sentence that is in no register', () => {
    const { 'storage.basket': _, ...others } = entries;
    expect(failures({ entries: others })).toEqual([
      expect.stringMatching(/^storage\.basket is bound to nothing.*hash, [0-9a-f]{12}.*We keep your basket/),
    ]);
  });

  it('refuses a sentence whose words have changed, with both hashes', () => {
    const changed = sentences.map((sentence) =>
      sentence.id === 'storage.basket' ? { ...sentence, text: 'We keep your bag.' } : sentence,
    );
    expect(failures({ sentences: changed })).toEqual([
      expect.stringContaining(
        `storage.basket has changed: its hash was ${hashOf('We keep your basket.')} and is ${hashOf('We keep your bag.')}.`,
      ),
    ]);
  });

  it('refuses an entry whose sentence has gone', () => {
    expect(failures({ sentences: sentences.filter(({ id }) => id !== 'storage.basket') })).toContain(
      'storage.basket is in the register and not in the policy: take it out, or give the sentence back.',
    );
  });

  it('refuses two sentences with one id', () => {
    expect(failures({ sentences: [...sentences, ...sentences.slice(0, 1)] })).toContain(
      'Two sentences of the policy have the same id.',
    );
  });

  it('refuses a sentence that no test carries', () => {
    const verdict = judgeRegister(register, tests.slice(1));
    expect(verdict.failures).toEqual([
      'storage.basket is bound to nothing in test/bag.test.ts: no test there carries [storage.basket]. It says: "We keep your basket."',
    ]);
    expect(verdict.sentences[0]?.standing).toBe('unbound');
  });

  it('refuses a sentence that has lost its proof in one of two files', () => {
    const proof = { ...entries['storage.basket'], provedIn: [file, 'test/browser.test.ts'] } as const;
    expect(failures({ entries: { ...entries, 'storage.basket': proof } })).toEqual([
      expect.stringMatching(/^storage\.basket is bound to nothing in test\/browser\.test\.ts/),
    ]);
  });

  it('refuses a sentence of which a test failed, though another passed', () => {
    expect(failures({}, [...tests, test('[storage.basket] survives', 'failed')])).toEqual([
      'storage.basket is broken. "We keep your basket." is what "[storage.basket] survives" should prove, and it failed.',
    ]);
  });

  it('refuses a proof that was skipped, though another passed', () => {
    expect(failures({}, [...tests, test('[storage.basket] survives', 'skipped')])).toEqual([
      expect.stringMatching(/^storage\.basket is carried by a test that was skipped: "\[storage\.basket\] survives"/),
    ]);
  });

  it('refuses a failed test of a sentence that is still to come', () => {
    expect(failures({}, [...tests, test('[rights.access] answers', 'failed')])).toEqual([
      expect.stringMatching(/^rights\.access is broken/),
    ]);
  });

  it('refuses a test that carries an id which no sentence has', () => {
    expect(failures({}, [...tests, test('[storage.bascket] is kept')])).toEqual([
      'No sentence has the id storage.bascket, which "[storage.bascket] is kept" carries.',
    ]);
  });

  it('refuses an owner’s duty that is registered as coming', () => {
    expect(failures({ ownerDuties: { ...ownerDuties, 'rights.access': 'Answers.' } })).toEqual([
      "rights.access is an owner's duty and is registered as coming with staff desk: it can't be both.",
    ]);
  });

  it('refuses an owner’s duty that isn’t declared, has no words, or is of no sentence', () => {
    expect(failures({ ownerDuties: { 'security.tls': 'Sets the zone.' } })).toEqual([
      "transfer.clauses is registered as the owner's and isn't in src/policy/owner-duties.ts.",
    ]);
    expect(failures({ ownerDuties: { ...ownerDuties, 'transfer.clauses': ' ' } })).toEqual([
      expect.stringMatching(/^transfer\.clauses is an owner's duty without words/),
    ]);
    expect(failures({ ownerDuties: { ...ownerDuties, 'transfer.clause': 'Signs.' } })).toEqual([
      "transfer.clause is an owner's duty and no sentence of the policy.",
    ]);
  });

  it('lets the number of sentences to come only fall', () => {
    expect(failures({ comingAtMost: 0 })).toEqual([expect.stringContaining('the number only falls')]);
    expect(failures({ comingAtMost: 2 })).toEqual([expect.stringContaining('lower comingAtMost from 2 to 1')]);
  });

  it('refuses to have looked at nothing', () => {
    expect(failures({}, [])).toContain('The register looked at no test at all.');
    expect(failures({ sentences: [], entries: {}, comingAtMost: 0, ownerDuties: {} })).toContain(
      'The register looked at no sentence at all.',
    );
  });

  it('reads several ids from one name, and takes no other bracket for one', () => {
    expect(idsIn('the tab > [storage.lg_sid] [use.no-sale] is gone (a[0], [x], [1.5], [a b.c])')).toEqual([
      'storage.lg_sid',
      'use.no-sale',
    ]);
  });
});

describe('the table at the end of a run', () => {
  it('counts the sentences and names each', () => {
    const table = printRegister(register, judgeRegister(register, tests.slice(1)).sentences);
    expect(table.split('\n').slice(0, 5)).toEqual([
      'sentences         4   in the privacy policy',
      'bound             1   proved by 1 tests of this run; for 1 of them the owner answers too',
      "owner's duties    1   no program can keep them",
      'coming            1   with a feature that is being built',
      'unbound           1   proved by nothing',
    ]);
    for (const { id } of sentences) expect(table).toContain(id);
    expect(table).toContain('with staff desk (1):  rights.access');
  });

  it('lists the tests behind each sentence', () => {
    expect(listProofs(judgeRegister(register, tests).sentences)).toContain(
      'storage.basket: bound\n  the bag [storage.basket] is kept\n',
    );
  });
});

it('the shop’s own register agrees with its policy and its owner’s duties', () => {
  expect(shopRegister.sentences.length).toBeGreaterThan(70);
  expect(registerFailures(shopRegister)).toEqual([]);
  const files = Object.values(shopRegister.entries).flatMap((entry) => ('provedIn' in entry ? entry.provedIn : []));
  expect(files.filter((proof) => !existsSync(proof))).toEqual([]);
});
