import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { lettersTo } from '../mail/letters.ts';
import { writePaidOrder } from '../rectification/write-paid-order.ts';
import { sizes, test } from './browser.ts';
import { hides, shows } from './buying.ts';
import { signsInAtDesk } from './signing-in.ts';

const privacy = 'privacy@shop.example';
const hour = 60 * 60_000;
const localTime = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const [, desktop] = sizes;

test.for(sizes)(
  '[security.breach] a breach goes from its discovery to both notices and is closed, on $name',
  async (size, { shop, visit }) => {
    const email = `affected-${size.name.replace(' ', '-')}@example.com`;
    const paidAt = Date.now() - (size.isMobile ? 900 : 500) * hour;
    await writePaidOrder(shop, { number: size.isMobile ? 'LG-3333-3333' : 'LG-4444-4444', email, paidAt, name: 'Ada' });
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await signsInAtDesk(visitor, shop, privacy);
    await press(page.getByRole('link', { name: 'Breaches' }));
    await shows(page.getByRole('heading', { name: 'Breaches', level: 1 }));
    await press(page.getByText('Write down a breach'));
    await page.getByLabel('What happened, as far as it is known').fill('A list of orders was left in a train.');
    await page.getByLabel('When one of us first knew of it').fill(localTime(Date.now() - 50 * hour));
    await picture('1 the register');
    await press(page.getByRole('button', { name: 'Write it down, and start both clocks' }));

    await shows(page.getByRole('heading', { name: /^Breach BR-/ }));
    await shows(page.getByText(/^2[12] hours left, until .* UTC$/).first());
    await picture('2 the clocks run');
    await press(page.getByText(/^Which data/));
    await press(page.getByText('orders', { exact: true }));
    await press(page.getByRole('checkbox', { name: 'name', exact: true }).first());
    await page.getByLabel('What is likely to come of it').fill('Somebody may write in our name.');
    await page.getByLabel('What was done, and what will be').fill('The list was found.');
    await press(page.getByRole('radio', { name: 'A high risk' }));
    await page.getByLabel('Why it is judged so').fill('Names of some, for some hours.');
    await press(page.getByRole('button', { name: 'Write this down' }));
    await shows(page.getByText('It is written down, and what was known before stays in the record.'));

    await page.getByLabel('Everybody with a row in').selectOption('orders.paid_at');
    await page.getByLabel('From, in UTC').fill(localTime(paidAt - hour));
    await page.getByLabel('To before, in UTC').fill(localTime(paidAt + hour));
    await press(page.getByRole('button', { name: 'Count them' }));
    await shows(page.getByText('1 person is found. Nobody is added yet.'));
    await press(page.getByRole('button', { name: 'Add this person' }));
    await shows(page.getByText(/1 person added/));

    const authority = page.getByLabel('The notice, with all that Art. 33(3) GDPR asks');
    expect(await authority.inputValue()).toContain('Order information: name');
    await page.getByLabel('Which authority').fill('CNIL');
    await press(page.getByRole('button', { name: 'Note that it was told' }));
    await shows(page.getByText('It is noted that the authority was told.'));
    await shows(page.getByText(/^Told in time, on/));
    await picture('3 the authority is told');

    const words = page.getByLabel('The letter to each of them');
    await words.fill('A list with your name was left in a train. It was found.');
    await press(page.getByRole('button', { name: 'See the letter' }));
    const letter = page.getByRole('region', { name: 'The letter that it sends' });
    await shows(letter.getByText('A list with your name was left in a train.'));
    // What is changed after it was seen has to be seen again.
    await words.fill('A list with your name was left in a train. It was found the same day.');
    await hides(letter);
    await press(page.getByRole('button', { name: 'See the letter' }));
    await picture('4 the letter before it is sent');
    await press(letter.getByRole('button', { name: 'Send it to 1 person' }));
    await shows(page.getByText('The letters are on their way, one to each.'));
    const texts = () => lettersTo(shop, email).map(({ text }) => text);
    await expect.poll(() => texts().join(), { timeout: 45_000 }).toContain('It was found the same day.');

    await shop.runSchedule('* * * * *', new Date());
    await page.reload();
    await expect.poll(() => page.getByText(/^Told in time, on/).count(), { timeout: 45_000 }).toBe(2);
    await page.getByLabel('What was learnt from it').fill('Lists are no longer printed.');
    await press(page.getByRole('button', { name: 'Close it' }));
    await shows(page.getByText('It is closed. Its record stays.'));
    await shows(page.getByText('Lists are no longer printed.'));
    await picture('5 closed');
  },
);

test('the owner confirms a duty; privacy sees it and retention, and fulfilment has neither room', async ({
  shop,
  visit,
}) => {
  const owner = await visit(desktop);
  await signsInAtDesk(owner, shop, 'owner@shop.example');
  await owner.press(owner.page.getByRole('link', { name: 'Duties' }));
  await shows(owner.page.getByText('14 of 14 are to be confirmed.'));
  await owner.press(owner.page.getByLabel(/^Confirm it: The Standard Contractual Clauses/));
  await owner.page.getByRole('textbox', { name: 'What you looked at, if it helps' }).fill('All three are on file.');
  await owner.press(owner.page.getByRole('button', { name: 'It is so today' }));
  await shows(owner.page.getByText(/due again on .* 13 of 14 are to be confirmed/));
  await owner.picture('duties');

  const visitor = await visit(desktop);
  await signsInAtDesk(visitor, shop, privacy);
  await visitor.press(visitor.page.getByRole('link', { name: 'Duties' }));
  await shows(visitor.page.getByText('13 of 14 are to be confirmed.'));
  await hides(visitor.page.getByText('Confirm it', { exact: true }).first());
  await visitor.press(visitor.page.getByRole('link', { name: 'Retention' }));
  await shows(visitor.page.getByRole('rowheader', { name: /^Order records/ }));
  await visitor.picture('retention');

  const stranger = await visit(desktop);
  await stranger.page.goto(shop.access.url + paths.staff);
  await stranger.press(stranger.page.getByRole('button', { name: 'Sign in as fulfilment@shop.example' }));
  await shows(stranger.page.getByText('Nothing waits for you here.'));
  await hides(stranger.page.getByRole('link', { name: 'Breaches' }));
  await stranger.page.goto(shop.access.url + paths.staffBreaches);
  await shows(stranger.page.getByText('The register of breaches is not among what your role includes.'));
});
