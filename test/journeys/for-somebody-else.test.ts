import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { requestKinds } from '../../src/policy/request-kinds.ts';
import { becomeMember } from '../accounts/person.ts';
import { allLettersTo, lettersTo, newestLetterTo, newestTextTo } from '../mail/letters.ts';
import { confirmsFromMailbox, reads } from './asking.ts';
import { sizes, test } from './browser.ts';
import { shows } from './buying.ts';
import { opensAtDesk, signsInAtDesk } from './signing-in.ts';

/** An agent asks for somebody, and a mother for her child, on a phone. */

const [phone] = sizes;

test('[rights.how] an agent asks, the person confirms from their own mailbox, and the answer goes there alone', async ({
  shop,
  visit,
}) => {
  const [agent, person] = ['agent@example.com', 'principal@example.com'];
  const { page, press, picture } = await visit(phone);
  await page.goto(paths.privacyRequest);
  await press(page.getByText(requestKinds.access.name, { exact: true }));
  await press(page.getByText('For somebody else, who has asked me to'));
  await page.getByLabel('The other person').fill(person);
  await page.getByLabel('Your e-mail address').fill(agent);
  await press(page.getByRole('button', { name: 'Send my request' }));
  await shows(page.getByText('We go on when they confirm it from their mailbox.'));
  await picture('1 agent');
  expect(await newestTextTo(shop, person)).toContain(`Somebody who writes from ${agent} asked this of us for you.`);
  expect(await newestTextTo(shop, agent)).not.toContain(person);

  const principal = await visit(phone);
  const number = await confirmsFromMailbox(principal, shop, person);
  await reads(principal.page, 'A copy of all that we hold about you is ready.');
  expect((await newestLetterTo(shop, person)).subject).toBe('Your copy is ready');
  const toAgent = await allLettersTo(shop, agent);
  expect(toAgent.map(({ subject }) => subject)).toEqual(['We have asked the person you act for']);
  expect(toAgent[0]?.text).not.toContain(number);
});

test('[children.deletion] a child’s data is frozen by the report, and deleted when one of the house has looked', async ({
  shop,
  visit,
}) => {
  const [mother, child] = ['mother@example.com', 'child@example.com'];
  await becomeMember(shop, child);
  const lettersBefore = lettersTo(shop, child).length;
  const reporter = await visit(phone);
  const { page, press } = reporter;
  await page.goto(paths.privacyRequest);
  await press(page.getByText(requestKinds['child-report'].name));
  await page.getByLabel('Your e-mail address').fill(mother);
  await page.getByLabel('The address that the child used').fill(child);
  await press(page.getByRole('button', { name: 'Send my request' }));
  await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
  const number = await confirmsFromMailbox(reporter, shop, mother);
  await reads(page, 'One of us is reading it.');
  await shows(page.getByText('What we have under this address is frozen from now on.'));
  const frozen = shop.database.prepare('SELECT reason FROM restrictions WHERE email = ?1 AND lifted_at IS NULL');
  expect(await frozen.bind(child).first('reason')).toBe('child-report');
  const accounts = shop.database.prepare('SELECT count(*) AS found FROM accounts WHERE email = ?1').bind(child);
  expect(await accounts.first('found')).toBe(1);

  const desk = await visit(phone);
  await signsInAtDesk(desk, shop, 'privacy@shop.example');
  await desk.page.goto(shop.access.url + paths.staffRequest(number));
  await opensAtDesk(desk);
  await desk.press(desk.page.getByRole('radio', { name: 'Decide about the report' }));
  await desk.press(desk.page.getByRole('radio', { name: 'delete it all' }));
  await desk.page.getByLabel('What you found, for the request’s page').fill('It is a child’s.');
  await desk.press(desk.page.getByRole('button', { name: 'See the letter' }));
  const letter = desk.page.getByRole('region', { name: 'The letter that it sends' });
  await shows(letter.getByText(mother));
  await desk.picture('2 desk');
  await desk.press(letter.getByRole('button', { name: 'Decide so, and send this letter' }));
  await shows(desk.page.getByRole('definition').getByText('Nobody that is known any more'));

  expect(await accounts.first('found')).toBe(0);
  expect((await newestLetterTo(shop, mother)).subject).toBe('We have looked at your report');
  expect(lettersTo(shop, child), 'the child is not written to').toHaveLength(lettersBefore);
  await page.reload();
  await reads(page, 'It is done.');
});
