import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountView, CodeSent } from '../../src/api/account-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { allLettersTo, newestLetterTo } from '../mail/letters.ts';
import { act, becomeMember, goodPassword, look, rowsOf, signIn, stepUp, tokenIn } from './person.ts';

const nextPassword = 'seven slow ferries';
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

async function statusOf(token: string): Promise<number> {
  return (await look<AccountView>(shop, apiPaths.account, token)).status;
}

async function subjectsTo(email: string): Promise<readonly string[]> {
  return (await allLettersTo(shop, email)).map(({ subject }) => subject).sort();
}

async function codeTo(email: string): Promise<string> {
  const code = /Your code: (\S+)/.exec((await newestLetterTo(shop, email)).text ?? '')?.[1];
  if (!code) throw new Error('The letter has no code');
  return code;
}

async function askForCode(token: string): Promise<string> {
  return (await act<CodeSent>(shop, apiPaths.accountStepUpCode, { token })).body.challenge;
}

function changePassword(token: string, password: string) {
  return act(shop, apiPaths.accountPassword, { token, body: { password } });
}

function confirmNewEmail(token: string) {
  return act(shop, apiPaths.accountEmailConfirm, { body: { token } });
}

describe('a step-up', () => {
  test.each([
    ['another password', apiPaths.accountPassword, { password: nextPassword }],
    ['another address', apiPaths.accountEmail, { email: 'elsewhere@example.com' }],
    ['the end of the account', apiPaths.accountDelete, undefined],
  ])('is asked for before %s, and ends after ten minutes', async (_, path, body) => {
    const token = await becomeMember(shop, `needs-${path.split('/').at(-1)}@example.com`);
    expect(await act(shop, path, { token, body })).toMatchObject({ status: 403, body: { code: 'step-up-needed' } });
    await stepUp(shop, token);
    await shop.database.prepare('UPDATE sessions SET stepped_up_at = stepped_up_at - 600000').run();
    expect(await act(shop, path, { token, body })).toMatchObject({ status: 403, body: { code: 'step-up-needed' } });
    expect((await act(shop, path, { body })).status).toBe(401);
    expect(await statusOf(token)).toBe(200);
  });

  test('is this session’s alone', async () => {
    const here = await becomeMember(shop, 'two-sessions@example.com');
    const there = (await signIn(shop, 'two-sessions@example.com')).body.token;
    await stepUp(shop, there);
    expect((await changePassword(here, nextPassword)).status).toBe(403);
  });

  test('by a mailed code works once, and however it is typed', async () => {
    const token = await becomeMember(shop, 'code@example.com');
    const challenge = await askForCode(token);
    const code = (await codeTo('code@example.com')).toLowerCase().replace('-', ' ');
    const give = () => act(shop, apiPaths.accountStepUp, { token, body: { challenge, code } });
    expect((await give()).status).toBe(200);
    expect(await give()).toMatchObject({ status: 403, body: { code: 'wrong-credentials' } });
    expect((await changePassword(token, nextPassword)).status).toBe(200);
  });

  test('takes no code of another account, and none after ten minutes', async () => {
    const token = await becomeMember(shop, 'mine@example.com');
    const other = await becomeMember(shop, 'other@example.com');
    const foreign = { challenge: await askForCode(other), code: await codeTo('other@example.com') };
    expect((await act(shop, apiPaths.accountStepUp, { token, body: foreign })).status).toBe(403);
    const late = { challenge: await askForCode(token), code: await codeTo('mine@example.com') };
    await shop.database.prepare('UPDATE one_time_links SET expires_at = expires_at - 600000').run();
    expect((await act(shop, apiPaths.accountStepUp, { token, body: late })).status).toBe(403);
    expect((await changePassword(token, nextPassword)).status).toBe(403);
  });

  test('leaves five guesses at a code, and ten an hour at all, however many come at once', async () => {
    const token = await becomeMember(shop, 'guesses@example.com');
    const challenge = await askForCode(token);
    const code = await codeTo('guesses@example.com');
    const give = (typed: string) => act(shop, apiPaths.accountStepUp, { token, body: { challenge, code: typed } });
    await Promise.all(Array.from({ length: 5 }, () => give('0000-0000')));
    expect((await give(code)).status).toBe(403);
    const answers = await Promise.all(Array.from({ length: 8 }, () => give('0000-0000')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
    const body = { password: goodPassword };
    expect((await act(shop, apiPaths.accountStepUp, { token, body })).status).toBe(429);
    expect(await statusOf(token)).toBe(200);
  });

  test('by a wrong password is refused and signs nobody out', async () => {
    const token = await becomeMember(shop, 'wrong@example.com');
    const body = { password: 'not the right one' };
    expect((await act(shop, apiPaths.accountStepUp, { token, body })).status).toBe(403);
    expect(await statusOf(token)).toBe(200);
  });
});

describe('another password', () => {
  test('ends the other sessions and is told by mail; the old one opens nothing', async () => {
    const here = await becomeMember(shop, 'password@example.com');
    const there = (await signIn(shop, 'password@example.com')).body.token;
    await stepUp(shop, here);
    expect(await changePassword(here, 'password12345')).toMatchObject({ status: 422, body: { code: 'weak-password' } });
    expect((await changePassword(here, nextPassword)).status).toBe(200);
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401]);
    expect((await signIn(shop, 'password@example.com')).status).toBe(403);
    expect((await signIn(shop, 'password@example.com', nextPassword)).status).toBe(200);
    expect((await newestLetterTo(shop, 'password@example.com')).subject).toBe('Your password was changed');
  });

  test('is told each time', async () => {
    const token = await becomeMember(shop, 'each-time@example.com');
    await stepUp(shop, token);
    for (const password of [nextPassword, 'eight slow ferries']) await changePassword(token, password);
    const told = (await subjectsTo('each-time@example.com')).filter((subject) => subject.includes('was changed'));
    expect(told).toHaveLength(2);
  });
});

describe('a forgotten password', () => {
  const reset = (token: string, password: string) => act(shop, apiPaths.accountReset, { body: { token, password } });
  const ask = (email: string) => act(shop, apiPaths.accountForgotten, { body: { email } });

  test('gets the same answer for a known and an unknown address, and one letter', async () => {
    await becomeMember(shop, 'forgot@example.com');
    const [known, unknown] = [await ask('forgot@example.com'), await ask('never@example.com')];
    expect(known.text).toBe(unknown.text);
    expect(known.status).toBe(unknown.status);
    expect(await subjectsTo('forgot@example.com')).toEqual(['Choose a new password', 'Confirm your account']);
    expect(await subjectsTo('never@example.com')).toEqual(['There is no account here']);
  });

  test('is replaced by the link, once; every session ends, and the mailbox hears of it', async () => {
    const session = await becomeMember(shop, 'reset@example.com');
    await ask('reset@example.com');
    const token = tokenIn(await newestLetterTo(shop, 'reset@example.com'));
    expect(await reset(token, 'qwertyuiopas')).toMatchObject({ status: 422, body: { code: 'weak-password' } });
    const answers = await Promise.all([1, 2, 3].map((place) => reset(token, `${nextPassword} ${place}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect(await statusOf(session)).toBe(401);
    expect((await newestLetterTo(shop, 'reset@example.com')).subject).toBe('Your password was changed');
    expect((await signIn(shop, 'reset@example.com')).status).toBe(403);
  });

  test('is not replaced after 30 minutes, nor by an older link once a newer one was used', async () => {
    await becomeMember(shop, 'slow@example.com');
    await ask('slow@example.com');
    const first = tokenIn(await newestLetterTo(shop, 'slow@example.com'));
    await ask('slow@example.com');
    const second = tokenIn(await newestLetterTo(shop, 'slow@example.com'));
    expect((await reset(second, nextPassword)).status).toBe(200);
    expect((await reset(first, 'eight slow ferries')).status).toBe(410);
    await ask('slow@example.com');
    const third = tokenIn(await newestLetterTo(shop, 'slow@example.com'));
    await shop.database.prepare('UPDATE one_time_links SET expires_at = expires_at - 1800000').run();
    expect((await reset(third, 'eight slow ferries')).status).toBe(410);
    expect((await signIn(shop, 'slow@example.com', nextPassword)).status).toBe(200);
  });
});

describe('another address', () => {
  async function askFor(token: string, email: string) {
    await stepUp(shop, token);
    return act(shop, apiPaths.accountEmail, { token, body: { email } });
  }

  test('is confirmed in the new mailbox, told to both, and opens the account from then on', async () => {
    const token = await becomeMember(shop, 'old@example.com');
    expect((await askFor(token, 'New@Example.com')).status).toBe(202);
    expect((await signIn(shop, 'new@example.com')).status).toBe(403);
    expect(await subjectsTo('old@example.com')).toContain('Your account is to get another address');
    const link = tokenIn(await newestLetterTo(shop, 'new@example.com'));
    expect((await confirmNewEmail(link)).status).toBe(200);
    expect((await confirmNewEmail(link)).status).toBe(410);
    expect((await signIn(shop, 'new@example.com')).status).toBe(200);
    expect((await signIn(shop, 'old@example.com')).status).toBe(403);
    expect(await subjectsTo('new@example.com')).toContain('Your account has this address now');
    expect(await subjectsTo('old@example.com')).toContain('Your account has another address now');
  });

  test('that has an account already gets the same answer; its own mailbox alone hears why nothing happens', async () => {
    await becomeMember(shop, 'taken@example.com');
    const token = await becomeMember(shop, 'wants@example.com');
    const taken = await askFor(token, 'taken@example.com');
    const free = await askFor(token, 'free@example.com');
    expect(taken.text).toBe(free.text);
    expect(taken.status).toBe(free.status);
    expect(await subjectsTo('taken@example.com')).toContain('This address has an account already');
    const told = (await subjectsTo('wants@example.com')).filter((subject) => subject.includes('is to get'));
    expect(told).toHaveLength(2);
  });

  test('that somebody took meanwhile is refused like a link that has ended', async () => {
    const token = await becomeMember(shop, 'slower@example.com');
    await askFor(token, 'wanted@example.com');
    const link = tokenIn(await newestLetterTo(shop, 'wanted@example.com'));
    await becomeMember(shop, 'wanted@example.com');
    const ended = await confirmNewEmail('nonsense');
    const refused = await confirmNewEmail(link);
    expect(refused.text).toBe(ended.text);
    expect(refused.status).toBe(410);
    expect((await signIn(shop, 'slower@example.com')).status).toBe(200);
  });

  test('that a thief began to take is given up when the person chooses a new password by the old mailbox', async () => {
    const stolen = await becomeMember(shop, 'victim@example.com');
    await askFor(stolen, 'thief@example.com');
    const thiefs = tokenIn(await newestLetterTo(shop, 'thief@example.com'));
    await act(shop, apiPaths.accountForgotten, { body: { email: 'victim@example.com' } });
    const token = tokenIn(await newestLetterTo(shop, 'victim@example.com'));
    expect((await act(shop, apiPaths.accountReset, { body: { token, password: nextPassword } })).status).toBe(200);
    expect((await confirmNewEmail(thiefs)).status).toBe(410);
    expect((await signIn(shop, 'victim@example.com', nextPassword)).status).toBe(200);
  });

  test('takes the objection to analytics along, and leaves links to the old mailbox without effect', async () => {
    const token = await becomeMember(shop, 'objector@example.com');
    await shop.database
      .prepare(`INSERT INTO objections (id, email, processing, objected_at) VALUES ('o', ?1, 'analytics', 1)`)
      .bind('objector@example.com')
      .run();
    await act(shop, apiPaths.accountForgotten, { body: { email: 'objector@example.com' } });
    const old = tokenIn(await newestLetterTo(shop, 'objector@example.com'));
    await askFor(token, 'objector-now@example.com');
    await confirmNewEmail(tokenIn(await newestLetterTo(shop, 'objector-now@example.com')));
    const { body } = await look<AccountView>(shop, apiPaths.account, token);
    expect(body).toMatchObject({ email: 'objector-now@example.com', objectsToAnalytics: true });
    expect((await signIn(shop, 'objector-now@example.com')).body).toMatchObject({ objectsToAnalytics: true });
    const reset = { token: old, password: nextPassword };
    expect((await act(shop, apiPaths.accountReset, { body: reset })).status).toBe(410);
  });

  test('is refused when it is the one that there is, or has a second header in it', async () => {
    const token = await becomeMember(shop, 'stays@example.com');
    expect(await askFor(token, 'STAYS@example.com')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await askFor(token, 'a@example.com\nBcc: b@example.com')).status).toBe(400);
  });
});

test('the name is changed at once, within its bounds', async () => {
  const token = await becomeMember(shop, 'name@example.com');
  const rename = (username: string) => act(shop, apiPaths.accountUsername, { token, body: { username } });
  expect((await rename('Ada King')).status).toBe(200);
  expect((await rename('a'.repeat(41))).status).toBe(400);
  expect((await look<AccountView>(shop, apiPaths.account, token)).body.username).toBe('Ada King');
});

test('a deleted account is gone with its sessions, says so by mail, and leaves its neighbour as it was', async () => {
  const token = await becomeMember(shop, 'gone@example.com');
  const other = (await signIn(shop, 'gone@example.com')).body.token;
  const neighbour = await becomeMember(shop, 'stays-on@example.com');
  const before = await rowsOf(shop, 'accounts');
  await stepUp(shop, token);
  expect((await act(shop, apiPaths.accountDelete, { token })).status).toBe(200);
  expect([await statusOf(token), await statusOf(other), await statusOf(neighbour)]).toEqual([401, 401, 200]);
  expect(await rowsOf(shop, 'accounts')).toBe(before - 1);
  expect((await newestLetterTo(shop, 'gone@example.com')).text).toContain('/privacy/request/');
  const mail = await shop.database.prepare(`SELECT id FROM mail_outbox WHERE kind = 'account-deleted'`).all();
  expect(mail.results).toEqual([]);
  expect((await signIn(shop, 'gone@example.com')).status).toBe(403);
});

test('a body past its bound, a form, and a page of another site are refused', async () => {
  const send = (init: RequestInit) => fetch(shop.url + apiPaths.accountSignIn, { method: 'POST', ...init });
  const json = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ email: 'ada@example.com', password: goodPassword });
  expect((await send({ headers: json, body: `${body}${' '.repeat(1024 * 1024)}` })).status).toBe(413);
  expect((await send({ body: new URLSearchParams({ email: 'ada@example.com' }) })).status).toBe(415);
  expect((await send({ headers: { ...json, Origin: 'https://elsewhere.example' }, body })).status).toBe(400);
});
