import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeBreach } from '../../functions/breaches/close-breach.ts';
import { addPeople } from '../../functions/breaches/people/find-people.ts';
import { sweepNotices, tellOtherwise, tellPeople } from '../../functions/breaches/people/tell-people.ts';
import { recordBreach } from '../../functions/breaches/record-breach.ts';
import { stateFacts } from '../../functions/breaches/state-facts.ts';
import { tellAuthority } from '../../functions/breaches/tell-authority.ts';
import { viewBreach } from '../../functions/breaches/view-breach.ts';
import { watchBreaches } from '../../functions/breaches/watch-breaches.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { contacts } from '../../src/policy/rights.ts';
import { type House, lettersOf, openHouse } from '../requests/house.ts';
import { emptyDatabase } from '../retention/database.ts';
import { asSeen, discoveredAt, facts, found, hour, kindsOf, privacy, recorded, writeOrdersOf } from './breach-house.ts';

let house: House;
const said: unknown[] = [];
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line));
});
afterEach(async () => {
  said.length = 0;
  house.letters.length = 0;
  await emptyDatabase(house.database);
});

const dueAt = discoveredAt + 72 * hour;
const told = { words: 'The notice.', authority: 'CNIL', delayReason: '' };

async function clocksAt(number: string, time: number) {
  const { clocks } = await viewBreach(house.at(time), await found(house, number));
  return Object.fromEntries(clocks.map(({ clock, standing }) => [clock, standing]));
}

async function tell(number: string, time: number, wish: Partial<typeof told> = {}) {
  return tellAuthority(await asSeen(house, number, time), { ...told, ...wish, toldAt: time });
}

describe('[security.breach] the two clocks', () => {
  test('run for 72 hours from the discovery: a second before they are in time, at 72 hours they are over', async () => {
    const number = await recorded(house);
    const both = (standing: string) => ({ authority: standing, people: standing });
    expect(await clocksAt(number, discoveredAt)).toEqual(both('running'));
    expect(await clocksAt(number, dueAt - 24 * hour - 1)).toEqual(both('running'));
    expect(await clocksAt(number, dueAt - 24 * hour)).toEqual(both('soon'));
    expect(await clocksAt(number, dueAt - 1_000)).toEqual(both('soon'));
    expect(await clocksAt(number, dueAt)).toEqual(both('over'));
  });

  test('begin at the discovery, however late it is written down', async () => {
    const outcome = await recordBreach(house.at(dueAt + hour), privacy, { happened: 'A list.', discoveredAt });
    expect(await clocksAt('number' in outcome ? outcome.number : '', dueAt + hour)).toEqual({
      authority: 'over',
      people: 'over',
    });
  });

  test.each([
    ['in the future', discoveredAt + 1],
    ['years ago', discoveredAt - 400 * 24 * hour],
    ['at no time', Number.NaN],
  ])('of a discovery that lies %s are refused, and nothing is written', async (_, at) => {
    const outcome = await recordBreach(house.at(discoveredAt), privacy, { happened: 'A list.', discoveredAt: at });
    expect(outcome).toMatchObject({ code: 'invalid-request' });
    expect(await house.database.prepare('SELECT count(*) AS rows FROM breaches').first()).toEqual({ rows: 0 });
  });

  test('warn a day before and when they are over, each once, by mail that names nobody', async () => {
    const number = await recorded(house);
    const warningsAt = async (time: number) => {
      await Promise.all([watchBreaches(house.at(time)), watchBreaches(house.at(time))]);
      await watchBreaches(house.at(time + 1));
      return lettersOf(house, house.at(time + 1), 'breach-warning');
    };
    expect(await warningsAt(dueAt - 24 * hour - 2)).toEqual([]);
    const soon = await warningsAt(dueAt - 24 * hour);
    expect(soon).toHaveLength(2);
    expect(soon[0]).toMatchObject({ to: contacts.privacyEmail, subject: `Less than a day: breach ${number}` });
    expect(soon.map(({ text }) => text).join()).toContain('27 November 2026 at 17:00 UTC');
    expect(await warningsAt(dueAt - 2_000)).toHaveLength(2);
    const all = await warningsAt(dueAt);
    expect(all).toHaveLength(4);
    expect(all.at(-1)).toMatchObject({ subject: `Late: breach ${number}` });
    expect(await warningsAt(dueAt + 100 * hour)).toHaveLength(4);
    expect(said).toHaveLength(4);
    expect(await kindsOf(house, number)).toEqual(['recorded', 'warned', 'warned', 'overdue', 'overdue']);
  });

  test('are owed to people at any risk, as the policy promises, and to nobody where none is likely', async () => {
    const number = await recorded(house);
    for (const risk of ['risk', 'high-risk', 'unknown'] as const) {
      await stateFacts(await asSeen(house, number, discoveredAt), { ...facts, risk });
      expect(await clocksAt(number, dueAt)).toEqual({ authority: 'over', people: 'over' });
    }
    await stateFacts(await asSeen(house, number, discoveredAt), { ...facts, risk: 'none-likely' });
    expect(await clocksAt(number, dueAt)).toEqual({ authority: 'not-owed', people: 'not-owed' });
    await watchBreaches(house.at(dueAt));
    expect(said).toEqual([]);
  });

  test('a judgement of the risk without a reason is refused', async () => {
    const number = await recorded(house);
    const at = await asSeen(house, number, discoveredAt);
    expect(await stateFacts(at, { ...facts, risk: 'none-likely', riskReason: '' })).toMatchObject({ code: 'conflict' });
    expect((await found(house, number)).risk).toBe('unknown');
  });
});

describe('[security.breach] the authority', () => {
  test('told a second before is told in time; what follows is a phase, and moves no clock', async () => {
    const number = await recorded(house);
    expect(await tell(number, dueAt - 1_000)).toBe('It is noted that the authority was told.');
    expect(await clocksAt(number, dueAt + hour)).toMatchObject({ authority: 'kept' });
    expect(await tell(number, dueAt + 9 * hour, { words: 'And more.' })).toBe('It is noted as a later phase.');
    expect(await clocksAt(number, dueAt + 9 * hour)).toMatchObject({ authority: 'kept' });
    expect(await kindsOf(house, number)).toEqual(['recorded', 'authority-told', 'authority-told']);
  });

  test('told at 72 hours is told late, and not without the reasons', async () => {
    const number = await recorded(house);
    expect(await tell(number, dueAt)).toMatchObject({ title: 'Why is it late?' });
    expect(await clocksAt(number, dueAt)).toMatchObject({ authority: 'over' });
    await tell(number, dueAt, { delayReason: 'We found out late what it was.' });
    expect(await clocksAt(number, dueAt)).toMatchObject({ authority: 'kept-late' });
  });

  test('can’t have been told before the discovery or in the future', async () => {
    const number = await recorded(house);
    for (const toldAt of [discoveredAt - 1, discoveredAt + hour + 1]) {
      const at = await asSeen(house, number, discoveredAt + hour);
      expect(await tellAuthority(at, { ...told, toldAt })).toMatchObject({ code: 'conflict' });
    }
    expect(await kindsOf(house, number)).toEqual(['recorded']);
  });

  test('has a draft with all that Art. 33(3) asks for', async () => {
    const number = await recorded(house);
    await stateFacts(await asSeen(house, number, discoveredAt), facts);
    const { drafts } = await viewBreach(house.at(discoveredAt), await found(house, number));
    for (const words of [
      facts.happened,
      facts.consequences,
      facts.measures,
      contacts.privacyEmail,
      contacts.controller,
    ])
      expect(drafts.authority).toContain(words);
    expect(drafts.authority).toContain('Order information: name, email');
    expect(drafts.people).toContain('Order information: name, email');
  });
});

describe('of two who change a breach at once', () => {
  test('the first counts, and the other is told to look again', async () => {
    const number = await recorded(house);
    const [one, other] = [await asSeen(house, number, discoveredAt), await asSeen(house, number, discoveredAt)];
    const outcomes = await Promise.all([
      stateFacts(one, facts),
      stateFacts(other, { ...facts, measures: 'Something else.' }),
    ]);
    expect(outcomes.filter((outcome) => typeof outcome === 'string')).toHaveLength(1);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ code: 'conflict', title: 'The breach is not what you saw.' }),
    );
    expect(await kindsOf(house, number)).toEqual(['recorded', 'facts']);
  });

  test('a notice to the authority is noted once, however often it is pressed at once', async () => {
    const number = await recorded(house);
    const at = await asSeen(house, number, discoveredAt);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => tellAuthority(at, { ...told, toldAt: discoveredAt })),
    );
    expect(outcomes.filter((outcome) => typeof outcome === 'string')).toHaveLength(1);
    expect(await kindsOf(house, number)).toEqual(['recorded', 'authority-told']);
  });
});

describe('the record', () => {
  test('is only added to, and goes with its breach alone', async () => {
    const number = await recorded(house);
    const run = (sql: string) => house.database.prepare(sql).run();
    await expect(run(`UPDATE breach_entries SET words = 'nothing'`)).rejects.toThrow('only added to');
    await expect(run('DELETE FROM breach_entries')).rejects.toThrow('only added to');
    expect(await kindsOf(house, number)).toEqual(['recorded']);
    await run('DELETE FROM breaches');
    expect(await kindsOf(house, number)).toEqual([]);
  });

  test('takes no address into what is known', async () => {
    await expect(recorded(house, 'ada@example.com was read.')).rejects.toThrow('CHECK constraint failed');
  });

  test('can’t be closed before all is done, and then holds facts, effects and what was done', async () => {
    const number = await recorded(house);
    const close = async () =>
      closeBreach(await asSeen(house, number, discoveredAt + hour), { words: 'No more lists.' });
    expect(await close()).toMatchObject({ title: 'It can’t be closed yet.' });
    await stateFacts(await asSeen(house, number, discoveredAt), facts);
    expect(await close()).toMatchObject({ detail: expect.stringContaining('Tell the authority.') });
    await tell(number, discoveredAt + 1);
    await writeOrdersOf(house, ['ada@example.com'], discoveredAt - 1);
    await addPeople(await asSeen(house, number, discoveredAt), { table: 'orders' });
    await tellPeople(await asSeen(house, number, discoveredAt), { words: 'Dear you', tellsRestricted: false });
    await sweepMail(house.at(discoveredAt));
    await sweepNotices(house.at(discoveredAt));
    expect(await clocksAt(number, dueAt)).toEqual({ authority: 'kept', people: 'kept' });
    expect(await close()).toBe('It is closed. Its record stays.');
    expect(await kindsOf(house, number)).toEqual([
      'recorded',
      'facts',
      'authority-told',
      'people-found',
      'people-told',
      'closed',
    ]);
    expect(await close()).toMatchObject({ title: 'The breach is not what you saw.' });
  });

  test('says how those were told whom no letter reaches', async () => {
    const number = await recorded(house);
    const at = await asSeen(house, number, discoveredAt + hour);
    expect(await tellOtherwise(at, { words: 'A notice on the first page, for a week.' })).toContain('It is noted');
    expect(await clocksAt(number, dueAt)).toMatchObject({ people: 'kept' });
  });
});
