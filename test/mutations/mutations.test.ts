import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashOf, type Register } from '../promises/judge-register.ts';
import { shopRegister } from '../promises/shop-register.ts';
import { baselineFault, type CheckRun, judgeCheck } from './judge-check.ts';
import { applyEdit, isQuick, type Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';

describe('the mutations of the policy', () => {
  it('are some, each with a name of its own, and some of them quick', () => {
    expect(mutations.length).toBeGreaterThan(15);
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
    expect(mutations.filter(isQuick).length).toBeGreaterThan(8);
  });

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))('can be made: %s', (_, mutation) => {
    const texts = new Map<string, string | undefined>();
    for (const edit of mutation.edits) {
      const before = texts.get(edit.file) ?? (existsSync(edit.file) ? readFileSync(edit.file, 'utf8') : undefined);
      const edited = applyEdit(edit, before);
      expect(edited).not.toHaveProperty('fault');
      if ('text' in edited) texts.set(edit.file, edited.text);
    }
    expect(existsSync(mutation.check.file), mutation.check.file).toBe(true);
    const ids = shopRegister.sentences.map(({ id }) => id);
    expect(mutation.breaks.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('making an edit', () => {
  const edit = { file: 'a.ts', find: 'thirty', replace: '$& days' };

  it('puts the words in as they are', () => {
    expect(applyEdit(edit, 'keep thirty')).toEqual({ text: 'keep $& days' });
  });

  it('refuses a place that is gone, or there twice', () => {
    expect(applyEdit(edit, 'keep')).toHaveProperty('fault', expect.stringContaining('has 0 times'));
    expect(applyEdit(edit, 'thirty or thirty')).toHaveProperty('fault', expect.stringContaining('has 2 times'));
    expect(applyEdit(edit, undefined)).toHaveProperty('fault');
  });

  it('refuses to make a file that is there already', () => {
    expect(applyEdit({ file: 'b.sql', text: 'SELECT 1' }, undefined)).toEqual({ text: 'SELECT 1' });
    expect(applyEdit({ file: 'b.sql', text: 'SELECT 1' }, 'SELECT 2')).toHaveProperty('fault');
  });
});

describe('judging what a check said', () => {
  const text = 'We keep your basket.';
  const register: Register = {
    sentences: [{ id: 'storage.basket', text }],
    entries: { 'storage.basket': { hash: hashOf(text), provedIn: ['a.test.ts'] } },
    comingAtMost: 0,
    ownerDuties: {},
  };
  const mutation: Mutation = {
    name: 'The basket is lost',
    breaks: ['storage.basket'],
    edits: [{ file: 'a.ts', text: '' }],
    check: { kind: 'unit', file: 'a.test.ts' },
  };
  const run = (status: number, fullName: string, result: string, printed = ''): CheckRun => ({
    status,
    folder: '/',
    output: printed,
    report: {
      success: status === 0,
      testResults: [
        {
          name: '/a.test.ts',
          status: 'passed',
          assertionResults: [{ fullName, status: result, failureMessages: ['Expected 1'] }],
        },
      ],
    },
  });

  it('takes it as caught where a failed test names the sentence, by id or by words', () => {
    expect(judgeCheck(mutation, run(1, '[storage.basket] is kept', 'failed'), register).kind).toBe('caught');
    expect(judgeCheck(mutation, run(1, 'the page', 'failed', `FAIL the page\n- ${text}`), register).kind).toBe(
      'caught',
    );
  });

  it('takes it as survived where the check stays green, fails for another reason, or does not run', () => {
    expect(judgeCheck(mutation, run(0, '[storage.basket] is kept', 'passed'), register).kind).toBe('survived');
    expect(judgeCheck(mutation, run(1, 'the page', 'failed', 'FAIL the page'), register).kind).toBe('survived');
    expect(judgeCheck(mutation, run(1, '[storage.basket] is kept', 'skipped'), register).kind).toBe('survived');
    expect(
      judgeCheck(mutation, { status: 1, report: undefined, folder: '/', output: 'FAIL storage.basket' }, register).kind,
    ).toBe('survived');
  });

  it('asks the register where that is the check', () => {
    const gate: Mutation = { ...mutation, check: { kind: 'register', file: 'a.test.ts' } };
    expect(judgeCheck(gate, run(0, '[storage.basket] is kept', 'skipped'), register).kind).toBe('caught');
    expect(judgeCheck(gate, run(0, '[storage.basket] is kept', 'passed'), register).kind).toBe('survived');
  });

  it('trusts no check that is red, or runs nothing, before anything is broken', () => {
    const { check } = mutation;
    expect(baselineFault(check, run(0, '[storage.basket] is kept', 'passed'), register)).toBeUndefined();
    expect(baselineFault(check, run(1, '[storage.basket] is kept', 'failed'), register)).toContain('not one test');
    expect(baselineFault(check, run(1, 'another', 'passed'), register)).toContain('red');
    expect(baselineFault(check, run(0, 'another', 'skipped'), register)).toContain('not one test');
  });
});
