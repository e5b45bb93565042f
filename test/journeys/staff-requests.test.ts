import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { lettersTo } from '../mail/letters.ts';
import { writePaidOrder } from '../rectification/write-paid-order.ts';
import { askAndConfirm } from '../requests/asker.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, shows } from './buying.ts';
import { opensAtDesk, signsInAtDesk } from './signing-in.ts';

const privacy = 'privacy@shop.example';
const [, desktop] = sizes;
const day = 24 * 60 * 60_000;
const isoDay = (instant: number) => new Date(instant).toISOString().slice(0, 10);

test.for(sizes)(
  '[security.access] a guest’s complaint is read, answered and decided at the desk, on $name',
  async (size, { shop, visit }) => {
    const email = `guest-${size.name.replace(' ', '-')}@example.com`;
    await askAndConfirm(shop, email, { words: 'You wrote to me twice.' });
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await signsInAtDesk(visitor, shop, privacy);
    await press(page.getByRole('button', { name: 'Show these' }));
    await shows(page.getByText(/None is overdue/));
    await picture('1 what is due');
    await press(page.getByRole('link', { name: 'Complain about how you treat my data' }).first());
    await opensAtDesk(visitor, 'To work on this request');
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
    await readsInMailbox(shop, email, 'One of the letters was a mistake of ours.');
    await picture('4 decided');
  },
);

test('a deletion is refused in part by a template: its law stands in the letter, and only the free part is written', async ({
  shop,
  visit,
}) => {
  const email = 'kept@example.com';
  await writePaidOrder(shop, { number: 'LG-2222-2223', email, paidAt: Date.now() - 60 * day, name: 'Ada' });
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await signsInAtDesk(visitor, shop, privacy);
  const number = await enters(visitor, { kind: 'Delete my data', email, cameOn: Date.now(), words: 'All of it.' });
  await page.goto(shop.access.url + paths.staffRequest(number));
  await opensAtDesk(visitor, 'To work on this request');

  await press(page.getByRole('radio', { name: 'Write to them' }));
  await page.getByLabel('What it says').selectOption({ label: 'We are not sure that it is them (Article 12(6) GDPR)' });
  await press(page.getByRole('button', { name: 'See the letter' }));
  const letter = page.getByRole('region', { name: 'The letter that it sends' });
  await shows(letter.getByText('We never ask for a passport or an identity card: please send none.', { exact: false }));
  await press(letter.getByRole('button', { name: 'Send this letter' }));
  await shows(page.getByText('It stands on the request’s page, and the letter is on its way.'));
  await readsInMailbox(shop, email, 'Article 12(6) GDPR');

  await press(page.getByRole('radio', { name: 'Decide, and close it' }));
  await press(page.getByRole('radio', { name: 'Done in part' }));
  const why = 'It is about your invoice of this autumn.';
  await page.getByLabel('The reason, for the person').fill(why);
  await press(page.getByRole('button', { name: 'See the letter' }));
  await shows(page.getByText('It has no ground yet.', { exact: false }));
  expect(visitor.takeTroubles()).toEqual([expect.stringMatching(/^400: POST .*\/preview$/)]);
  const ground = page.getByLabel('What it rests on');
  expect(await ground.getByRole('option', { name: 'What stands here is right', exact: false }).count()).toBe(0);
  await ground.selectOption({ label: 'Tax law has us keep it (Article 17(3)(b) GDPR)' });
  await press(page.getByRole('button', { name: 'See the letter' }));
  await shows(
    letter.getByText(/Article 17\(3\)\(b\) GDPR[\s\S]+invoice of this autumn[\s\S]+data protection authority/),
  );
  await picture('a refusal with its law');
  await press(letter.getByRole('button', { name: 'Decide so, and send this letter' }));
  await shows(page.getByText('It is decided and closed, and the letter is on its way.'));
  await readsInMailbox(shop, email, why);
});

test('the owner enters a request that came by e-mail; it runs from its day, and is overdue loudly', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await signsInAtDesk(visitor, shop, 'owner@shop.example');
  await entersCorrection(visitor, { email: 'by-mail@example.com', cameOn: Date.now() - 40 * day });
  await shows(page.getByText(/Overdue by \d+ days/));
  await shows(page.getByText(/1 is overdue: answer it first/));
  await press(page.getByText('Figures of this year'));
  await shows(page.getByRole('rowheader', { name: 'Correct something about me' }));
  await picture('overdue');
});

test('[security.access] client care reads and writes, and is offered no decision', async ({ shop, visit }) => {
  await askAndConfirm(shop, 'care@example.com');
  const visitor = await visit(desktop);
  const { page, press } = visitor;
  await signsInAtDesk(visitor, shop, 'client-care@shop.example');
  await press(page.getByText('Enter a request that came by e-mail'));
  await hides(page.getByRole('radio', { name: 'I have made sure, and answer for it' }));
  await press(page.getByRole('link', { name: 'Complain about how you treat my data' }).last());
  await opensAtDesk(visitor, 'The person asked about it');
  await shows(page.getByRole('radio', { name: 'Write to them' }));
  await hides(page.getByRole('radio', { name: 'Decide, and close it' }));
  await hides(page.getByRole('heading', { name: 'What we hold about them' }));
});

test('[security.access] a reason of one’s own is written down and asked anew for the next look', async ({
  shop,
  visit,
}) => {
  await askAndConfirm(shop, 'reason@example.com');
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await signsInAtDesk(visitor, shop, privacy);
  await press(page.getByRole('link', { name: 'Complain about how you treat my data' }).last());
  await page.getByLabel('Why you open it').selectOption({ label: 'For another reason' });
  await page.getByLabel('The reason, in a few words').fill('The authority telephoned');
  await picture('why');
  await press(page.getByRole('button', { name: 'Open it' }));
  await shows(page.getByRole('heading', { name: 'What was asked' }));
  const why = () =>
    shop.database
      .prepare(`SELECT why FROM access_log WHERE act = 'view' AND request_number IS NOT NULL ORDER BY rowid DESC`)
      .first<string>('why');
  expect(await why()).toBe('The authority telephoned');
  await page.reload();
  await opensAtDesk(visitor, 'To work on this request');
  expect(await why()).toMatch(/^PR-/);
});

test('[rights.rectification] a correction is added beside an invoice, and the person has it by mail', async ({
  shop,
  visit,
}) => {
  const email = 'corrected@example.com';
  await writePaidOrder(shop, { number: 'LG-2222-2222', email, paidAt: Date.now() - 60 * day, name: 'Ida Lovelace' });
  const visitor = await visit(desktop);
  const { page, press, picture } = visitor;
  await signsInAtDesk(visitor, shop, privacy);
  const number = await entersCorrection(visitor, { email, cameOn: Date.now() });
  await page.goto(shop.access.url + paths.staffRequest(number));
  await opensAtDesk(visitor, 'To work on this request');

  await press(page.getByRole('radio', { name: 'Add a correction to an invoice' }));
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('The reason, for the person').fill('You wrote that it is Ada.');
  await picture('a correction');
  await press(page.getByRole('button', { name: 'See the letter' }));
  const letter = page.getByRole('region', { name: 'The letter that it sends' });
  await shows(letter.getByText('Added to the invoice of order LG-2222-2222'));
  await press(letter.getByRole('button', { name: 'Add it, close the request, and send this letter' }));
  await shows(page.getByText(/The correction stands beside the invoice/));
  await readsInMailbox(shop, email, 'Name: Ada Lovelace');
});

function entersCorrection(
  visitor: Visitor,
  mail: { readonly email: string; readonly cameOn: number },
): Promise<string> {
  return enters(visitor, { ...mail, kind: 'Correct something about me', words: 'My name is Ada, not Ida.' });
}

interface Mail {
  readonly kind: string;
  readonly email: string;
  readonly cameOn: number;
  readonly words: string;
}

/** A request as a person of the house takes it out of a mail of that day; answers its number. */
async function enters({ page, press }: Visitor, { kind, email, cameOn, words }: Mail): Promise<string> {
  await press(page.getByText('Enter a request that came by e-mail'));
  await page.getByLabel('What is asked for').selectOption({ label: kind });
  await page.getByLabel('Their e-mail address').fill(email);
  await page.getByLabel('Day of the mail').fill(isoDay(cameOn));
  await page.getByLabel('What they wrote').fill(words);
  await press(page.getByRole('radio', { name: 'I have made sure, and answer for it' }));
  await press(page.getByRole('button', { name: 'Enter this request' }));
  return /PR-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.getByText(/It runs as PR-/).innerText())?.[0] ?? '';
}

async function readsInMailbox(shop: LocalShop, email: string, words: string): Promise<void> {
  const texts = () => lettersTo(shop, email).map(({ text }) => text);
  await expect.poll(() => texts().join(), { timeout: 45_000 }).toContain(words);
}
