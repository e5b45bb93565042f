import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { lettersTo } from '../mail/letters.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, shows } from './buying.ts';

const privacy = 'privacy@shop.example';
const [, desktop] = sizes;
const day = 24 * 60 * 60_000;
const isoDay = (instant: number) => new Date(instant).toISOString().slice(0, 10);

async function signIn({ page, press }: Visitor, shop: LocalShop, email: string): Promise<void> {
  await page.goto(shop.access.url + paths.staff);
  await press(page.getByRole('button', { name: `Sign in as ${email}` }));
  await page.waitForURL(shop.access.url + paths.staff);
  await shows(page.getByRole('heading', { name: 'What is due' }));
}

/** A guest complains, and confirms it out of their mailbox. */
async function complain(shop: LocalShop, email: string): Promise<void> {
  const ask = (path: string, body: unknown) =>
    fetch(shop.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const wish = {
    kind: 'complaint',
    asker: 'person',
    email,
    about: '',
    orderNumber: '',
    words: 'You wrote to me twice.',
  };
  expect((await ask(apiPaths.requests, wish)).status).toBe(202);
  await expect.poll(() => lettersTo(shop, email).length, { timeout: 45_000 }).toBe(1);
  const token = /#confirm\.(\S+)/.exec(lettersTo(shop, email)[0]?.text ?? '')?.[1];
  expect((await ask(apiPaths.requestConfirm, { token })).status).toBe(200);
}

test.for(sizes)(
  '[security.access] a guest’s complaint is read, answered and decided at the desk, on $name',
  async (size, { shop, visit }) => {
    const email = `guest-${size.name.replace(' ', '-')}@example.com`;
    await complain(shop, email);
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await signIn(visitor, shop, privacy);
    await press(page.getByRole('button', { name: 'Show these' }));
    await shows(page.getByText(/None is overdue/));
    await picture('1 what is due');
    await press(page.getByRole('link', { name: 'Complain about how you treat my data' }).first());

    await shows(page.getByText('You wrote to me twice.'));
    await shows(page.getByText(email, { exact: true }));
    await shows(page.getByText('They confirmed it from that mailbox'));
    await picture('2 a request');

    await press(page.getByRole('radio', { name: 'Write to them' }));
    await page.getByLabel('Your message').fill('We are sorry, and are looking.');
    await press(page.getByRole('button', { name: 'See the letter' }));
    const letter = page.getByRole('region', { name: 'The letter that it sends' });
    await shows(letter.getByText('We are sorry, and are looking.'));
    await press(letter.getByRole('button', { name: 'Send this letter' }));
    await shows(page.getByText('It stands on the request’s page, and the letter is on its way.'));

    await press(page.getByRole('radio', { name: 'Decide, and close it' }));
    await press(page.getByRole('radio', { name: 'Done', exact: true }));
    await page.getByLabel('The reason, for the person').fill('One of the two letters was a mistake.');
    await press(page.getByRole('button', { name: 'See the letter' }));
    await shows(letter.getByText('One of the two letters was a mistake.'));
    await picture('3 the letter before it is sent');
    // What is changed after it was seen has to be seen again.
    await page.getByLabel('The reason, for the person').fill('One of the letters was a mistake of ours.');
    await hides(letter);
    await press(page.getByRole('button', { name: 'See the letter' }));
    await press(letter.getByRole('button', { name: 'Decide so, and send this letter' }));
    await shows(page.getByText('It is decided and closed, and the letter is on its way.'));
    await hides(page.getByRole('heading', { name: 'What you do' }));
    await expect
      .poll(
        () =>
          lettersTo(shop, email)
            .map(({ text }) => text)
            .join(),
        { timeout: 45_000 },
      )
      .toContain('One of the letters was a mistake of ours.');
    await picture('4 decided');
  },
);

test('the owner enters a request that came by e-mail; it runs from its day, and is overdue loudly', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await signIn(visitor, shop, 'owner@shop.example');
  await press(page.getByText('Enter a request that came by e-mail'));
  await page.getByLabel('What is asked for').selectOption({ label: 'Correct something about me' });
  await page.getByLabel('Their e-mail address').fill('by-mail@example.com');
  await page.getByLabel('Day of the mail').fill(isoDay(Date.now() - 40 * day));
  await page.getByLabel('What they wrote').fill('My name is Ada, not Ida.');
  await press(page.getByRole('radio', { name: 'I have made sure, and answer for it' }));
  await press(page.getByRole('button', { name: 'Enter this request' }));
  await shows(page.getByText(/It runs as PR-/));
  await shows(page.getByText(/Overdue by \d+ days/));
  await shows(page.getByText(/1 is overdue: answer it first/));
  await press(page.getByText('Figures of this year'));
  await shows(page.getByRole('rowheader', { name: 'Correct something about me' }));
  await picture('overdue');
});

test('[security.access] client care reads and writes, and is offered no decision', async ({ shop, visit }) => {
  await complain(shop, 'care@example.com');
  const visitor = await visit(desktop);
  const { page, press } = visitor;
  await signIn(visitor, shop, 'client-care@shop.example');
  await press(page.getByText('Enter a request that came by e-mail'));
  await hides(page.getByRole('radio', { name: 'I have made sure, and answer for it' }));
  await press(page.getByRole('link', { name: 'Complain about how you treat my data' }).last());
  await shows(page.getByRole('radio', { name: 'Write to them' }));
  await hides(page.getByRole('radio', { name: 'Decide, and close it' }));
  await hides(page.getByRole('heading', { name: 'What we hold about them' }));
});
