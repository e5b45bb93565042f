import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import type { LocalShop } from '../local/launch-shop.ts';
import { localStaff } from '../local/local-staff.ts';
import { sessionCookie } from '../stand-ins/access/start.ts';
import { sizes, test, type Visitor } from './browser.ts';
import { hides, shows } from './buying.ts';

const privacy = 'privacy@shop.example';
const [, desktop] = sizes;

/** Opens the desk at the address at which the sign-in stands in front of it, and chooses who one is. */
async function signIn({ page, press }: Visitor, shop: LocalShop, email = privacy): Promise<void> {
  await page.goto(shop.access.url + paths.staff);
  await shows(page.getByRole('heading', { name: 'Sign in' }));
  await press(page.getByRole('button', { name: `Sign in as ${email}` }));
  await page.waitForURL(shop.access.url + paths.staff);
}

const signedInAs = (page: Page) => page.getByRole('definition').first();

describe.each(sizes)('on $name', (size) => {
  test('[security.access] somebody of the house signs in, sees who they are, and signs out', async ({
    shop,
    visit,
  }) => {
    const visitor = await visit(size);
    const { page, press, picture } = visitor;
    await page.goto(shop.access.url + paths.staff);
    for (const { email } of localStaff) await shows(page.getByRole('button', { name: `Sign in as ${email}` }));
    await picture('1 sign-in');

    await signIn(visitor, shop);
    await shows(page.getByRole('heading', { name: 'The desk', level: 1 }));
    await shows(signedInAs(page));
    expect(await signedInAs(page).innerText()).toBe(privacy);
    await shows(page.getByText('Privacy', { exact: true }));
    await shows(page.getByText(/is written down.*kept for 1 year/));
    // Nobody leaves while the desk still asks what is due.
    await shows(page.getByText('Nothing of this kind is here.'));
    await picture('2 the desk');

    await press(page.getByRole('link', { name: 'Sign out' }));
    await shows(page.getByRole('heading', { name: 'You are signed out' }));
    await page.goto(shop.access.url + paths.staff);
    await shows(page.getByRole('heading', { name: 'Sign in' }));
  });

  test('[security.access] the shop’s own address shows nothing of the desk to somebody who is not signed in', async ({
    shop,
    visit,
  }) => {
    const { page, picture, takeTroubles } = await visit(size);
    await page.goto(shop.url + paths.staff);
    await shows(page.getByText('You are not signed in.'));
    await hides(page.getByRole('region', { name: 'To do' }));
    await hides(page.getByRole('link', { name: 'Sign out' }));
    await shows(page.getByRole('main').getByRole('link', { name: 'Sign in' }));
    await picture('3 not signed in');
    expect(takeTroubles()).toEqual([`401: GET ${apiPaths.staffMe}`]);
  });
});

test('[security.access] somebody who was taken off the list sees the desk no more, though the sign-in knows them', async ({
  shop,
  visit,
}) => {
  const email = 'fulfilment@shop.example';
  const visitor = await visit(desktop);
  const { page, picture, takeTroubles } = visitor;
  await signIn(visitor, shop, email);
  await shows(signedInAs(page));
  await shop.database.prepare('UPDATE staff SET removed_at = 1 WHERE email = ?1').bind(email).run();
  await page.reload();
  await shows(page.getByText('The desk is not open to you.'));
  expect(takeTroubles()).toEqual([`403: GET ${apiPaths.staffMe}`]);
  await hides(page.getByRole('region', { name: 'To do' }));
  await picture('not of the house');
  await shop.database.prepare('UPDATE staff SET removed_at = NULL WHERE email = ?1').bind(email).run();
  await page.reload();
  await shows(signedInAs(page));
});

test('a session that ends while the desk is open is told apart from a network that is away', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page, context, press, takeTroubles, picture } = visitor;
  await signIn(visitor, shop);
  await shows(signedInAs(page));
  await page.route('**/api/staff/**', (route) => route.abort('connectionrefused'));
  await page.reload();
  await shows(page.getByText("We can't see who you are right now."));
  await picture('away');
  await page.unroute('**/api/staff/**');
  await context.clearCookies({ name: sessionCookie });
  await press(page.getByRole('button', { name: 'Try again' }));
  await shows(page.getByText('You are not signed in.'));
  const away = expect.stringContaining('ERR_CONNECTION_REFUSED');
  expect(takeTroubles()).toEqual([away, `401: GET ${apiPaths.staffMe}`]);
  await press(page.getByRole('main').getByRole('link', { name: 'Sign in' }));
  await shows(page.getByRole('button', { name: `Sign in as ${privacy}` }));
});

test('while the keys can’t be had the desk says so, and opens when they can', async ({ shop, visit }) => {
  const visitor = await visit(desktop);
  const { page, press, takeTroubles } = visitor;
  // Another key than the Worker knows: it has to ask, and cannot.
  await shop.access.keys.rotate();
  shop.access.turn({ keysAway: true });
  await signIn(visitor, shop);
  await shows(page.getByText("We can't see who you are right now."));
  expect(takeTroubles()).toEqual([`503: GET ${apiPaths.staffMe}`]);
  shop.access.resetSwitches();
  await press(page.getByRole('button', { name: 'Try again' }));
  await shows(signedInAs(page));
});

test('without JavaScript the desk says that it needs it', async ({ shop, visit }) => {
  const visitor = await visit(desktop, { javaScriptEnabled: false });
  await signIn(visitor, shop);
  await shows(visitor.page.getByText('The desk needs JavaScript'));
});
