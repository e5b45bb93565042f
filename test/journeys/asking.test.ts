import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { newestTextTo } from '../mail/letters.ts';
import { codeIn, tokenIn } from '../requests/asker.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { shows } from './buying.ts';

const [phone, desktop] = sizes;

describe.each(sizes)('[rights.how] on $name', (size) => {
  test('somebody complains, confirms by the link of the letter, writes, and takes it back', async ({ shop, visit }) => {
    const email = `asks-${size.viewport.width}@example.com`;
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await page.goto(paths.home);
    await press(page.getByRole('contentinfo').getByRole('link', { name: 'Ask about your data' }));
    await shows(page.getByRole('heading', { name: 'Ask about your data', level: 1 }));
    await picture('1 asking');
    await fillIn(visitor, 'Complain about how you treat my data', email, 'You wrote to me twice.');
    await press(page.getByRole('button', { name: 'Send my request' }));
    await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
    await picture('2 mailbox');

    await page.goto(paths.privacyRequestConfirm(tokenIn(await newestTextTo(shop, email))));
    await shows(page.getByRole('heading', { name: 'Is this request yours?' }));
    expect(await page.getByRole('button', { name: 'Send my request' }).isVisible()).toBe(false);
    await picture('3 confirm');
    await press(page.getByRole('button', { name: 'Confirm my request' }));
    await standsInReview(page);
    await page.waitForURL((address) => address.pathname === paths.privacyRequestStatus() && address.hash !== '');
    await page.reload();
    await standsInReview(page);
    await picture('4 in review');
    await page.getByLabel('Write to us about it').fill('One more thing.');
    await press(page.getByRole('button', { name: 'Send this message' }));
    await shows(page.getByRole('heading', { name: 'Messages' }));
    await shows(page.getByText('One more thing.'));
    await press(page.getByRole('button', { name: 'Take my request back' }));
    await shows(page.getByRole('status').getByText('You took it back.'));
    await picture('5 taken back');
  });

  test('without JavaScript the code of the letter does the same', async ({ shop, visit }) => {
    const email = `plain-asks-${size.viewport.width}@example.com`;
    const visitor = await visit(size, { javaScriptEnabled: false });
    const { page, press, picture } = visitor;
    await page.goto(paths.privacyRequest);
    await fillIn(visitor, 'Do not sell my data', email, '');
    await press(page.getByRole('button', { name: 'Send my request' }));
    await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
    await page.getByLabel('The code').fill(codeIn(await newestTextTo(shop, email)));
    await press(page.getByRole('button', { name: 'Confirm with this code' }));
    await shows(page.getByRole('status').getByText('It is done.'));
    await picture('6 done, without JavaScript');
    const number = await page.getByText(/^PR-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();

    await page.goto(paths.privacyRequestStatus());
    await page.getByLabel('The number of your request').fill(number);
    await press(page.getByRole('button', { name: 'Send me a code' }));
    await page.getByLabel('The code').fill('0000-0000');
    await press(page.getByRole('button', { name: 'Confirm with this code' }));
    await shows(page.getByRole('alert').getByText('This opens nothing any more.'));
    expect(visitor.takeTroubles()).toEqual(['410: POST /api/privacy/requests/confirm']);
    await page.getByLabel('The code').fill(codeIn(await newestTextTo(shop, email)));
    await press(page.getByRole('button', { name: 'Confirm with this code' }));
    await shows(page.getByText(number));
  });
});

test('an agent learns that the person was written to, and a wrong address is kept in the form', async ({ visit }) => {
  const visitor = await visit(phone);
  const { page, press, picture } = visitor;
  await page.goto(paths.privacyRequest);
  expect(await page.getByLabel('The other person').isVisible()).toBe(false);
  await press(page.getByText('For somebody else, who has asked me to'));
  await page.getByLabel('The other person').fill('principal@example.com');
  await fillIn(visitor, 'A copy of what you hold about me', 'agent@example', '');
  await press(page.getByRole('button', { name: 'Send my request' }));
  await shows(page.getByRole('alert').getByText('That e-mail address can’t be right.'));
  expect(visitor.takeTroubles()).toEqual(['400: POST /api/privacy/requests']);
  expect(await page.getByLabel('The other person').inputValue()).toBe('principal@example.com');
  await picture('7 refused');
  await page.getByLabel('Your e-mail address').fill('agent@example.com');
  await press(page.getByRole('button', { name: 'Send my request' }));
  await shows(page.getByText('We have written to the person you ask for.'));
  await picture('8 agent');
});

test('a child’s report asks for the child’s address and for nobody else’s wish', async ({ shop, visit }) => {
  const { page, press, picture } = await visit(phone);
  await page.goto(paths.privacyRequest);
  await press(page.getByText('A child under 16 has given you data'));
  expect(await page.getByText('Who do you ask for?').isVisible()).toBe(false);
  await page.getByLabel('Your e-mail address').fill('mother@example.com');
  await page.getByLabel('The address that the child used').fill('son@example.com');
  await picture('9 child');
  await press(page.getByRole('button', { name: 'Send my request' }));
  await shows(page.getByText('A letter is on its way'));
  expect(await newestTextTo(shop, 'mother@example.com')).toContain('a child has given us data');
});

test('a link that is cut short opens nothing, and says how to get a code', async ({ visit }) => {
  const { page, takeTroubles, picture } = await visit(desktop);
  await page.goto(paths.privacyRequestStatus('PR-7K4M-92QX.cut'));
  await shows(page.getByText('This page opens with a link, or with a code.'));
  expect(takeTroubles()).toEqual(['404: POST /api/privacy/requests/view']);
  await picture('10 wrong link');
});

test('with the keyboard alone a request is sent and confirmed', async ({ shop, visit }) => {
  const email = 'keys@example.com';
  const { page } = await visit(desktop);
  await page.goto(paths.privacyRequest);
  await tabTo(page, 'input[name="kind"]');
  for (let place = 0; place < 8; place += 1) await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: 'Complain about how you treat my data' }).isChecked()).toBe(true);
  await tabTo(page, 'input[name="email"]');
  await page.keyboard.type(email);
  await tabTo(page, '[data-part="ask"] button');
  await page.keyboard.press('Enter');
  await shows(page.getByRole('heading', { name: 'Look in your mailbox' }));
  await tabTo(page, 'input[name="code"]');
  await page.keyboard.type(codeIn(await newestTextTo(shop, email)));
  await page.keyboard.press('Enter');
  await standsInReview(page);
  await tabTo(page, 'textarea[name="words"]');
  await page.keyboard.type('By keys.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await shows(page.getByText('By keys.'));
});

async function fillIn({ page, press }: Visitor, kind: string, email: string, words: string): Promise<void> {
  await press(page.getByText(kind, { exact: true }));
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByLabel('In your own words, if you like').fill(words);
}

async function standsInReview(page: Page): Promise<void> {
  await shows(page.getByRole('status').getByText('One of us is reading it.'));
  await shows(page.getByRole('list', { name: 'How far your request has come' }).getByText('In hand'));
  await shows(page.getByText('lodge a complaint with your local or national data protection authority'));
}

/** More presses of Tab than the page has stops. */
const mostStops = 80;

/** At every stop on the way the focus wears an outline. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
    expect(outline).not.toBe('none');
  }
  throw new Error(`Tab never came to ${selector}`);
}
