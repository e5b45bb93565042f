import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { apiPaths, paths } from '../../src/paths.ts';
import { sizes, test } from '../journeys/browser.ts';
import { addPiece, choiceOf, openBag, payButton, putInStock, shows } from '../journeys/buying.ts';
import { listenTo } from './live-regions.ts';

/**
 * What a screen reader meets, by names, roles and states, and what it is told without having been asked. Where a
 * currency is chosen, the list itself says which: on a page whose price is the subject the price is spoken too, and in
 * a grid of prices it is not, because nobody is told what they did not ask for (WCAG 2.2, 4.1.3, is about results of
 * an act; there the list's own value is the result).
 */
const [, desktop] = sizes;

test('a piece’s page says what there is to choose, what is sold out, and what each choice changes', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page, picture } = visitor;
  await putInStock(shop, 'AUR-YG-48', 0);
  await putInStock(shop, 'AUR-YG-52', 5);
  await putInStock(shop, 'AUR-YG-54', 1);
  await page.goto(paths.piece('aurore-solitaire'));
  await shows(choiceOf(page, '48').and(page.locator('[data-gone]')));
  expect(await linesOf(page.getByRole('banner'))).toEqual(
    expect.arrayContaining([
      'navigation "The house’s collections":',
      'link "LIEN":',
      'combobox "Currency":',
      'option "EUR, Euro" [selected]: EUR',
      'link "Search":',
      'link "Account":',
      'link "Bag, empty":',
    ]),
  );
  const piece = await linesOf(page.getByRole('article'));
  expect(piece).toEqual(expect.arrayContaining(['region "Photographs":', 'heading "Aurore solitaire" [level=1]']));
  expect(await linesOf(page.getByRole('group', { name: 'Metal', exact: true }))).toContain(
    'radio "Yellow gold" [checked]',
  );
  // The link to the guide stands in the legend, and is no part of the group's name.
  const sizesToChoose = await linesOf(page.getByRole('group', { name: 'Size', exact: true }));
  expect(sizesToChoose.filter((line) => line.startsWith('radio'))).toEqual([
    'radio "48 , sold out"',
    'radio "50"',
    'radio "52"',
    'radio "54"',
    'radio "56"',
    'radio "58"',
  ]);
  expect(piece).toContain('button "Choose a size €4,850"');

  const spoken = await listenTo(page);
  await page.getByRole('button', { name: /^Choose a size/ }).click();
  await choiceOf(page, '48').check({ force: true });
  await expect.poll(spoken).toContain('This one is sold out. Please look at the others.');
  expect(await linesOf(page.getByRole('article'))).toContain('button "Sold out €4,850" [disabled]');
  await choiceOf(page, '54').check({ force: true });
  await expect.poll(spoken).toContain('The last one.');
  await choiceOf(page, '52').check({ force: true });
  await page.getByRole('button', { name: /^Add to bag/ }).click();
  await expect.poll(spoken).toContain('It is in your bag. See your bag');
  await page.getByLabel('Currency').selectOption('GBP');
  await expect.poll(spoken).toContain('£4,200 tax included');
  await page.getByLabel(/^When it arrives/).selectOption({ label: 'Japan' });
  await expect.poll(async () => (await spoken()).at(-1)).toMatch(/^FedEx Priority .* DHL Express/);
  const ways = await linesOf(page.getByRole('status').filter({ hasText: 'FedEx' }));
  expect(ways.slice(0, 3)).toEqual(['status:', 'list:', expect.stringMatching(/^listitem: FedEx Priority/)]);
  expect((await spoken())[0]).toBe('Please choose a size.');
  await picture('1 a country is chosen');
});

test('a price that a choice changes is spoken', async ({ visit }) => {
  const { page } = await visit(desktop);
  await page.goto(paths.piece('meridian-38'));
  const spoken = await listenTo(page);
  await page.getByRole('radio', { checked: false }).first().check({ force: true });
  await expect.poll(spoken).toEqual([expect.stringMatching(/^€[\d,]+ tax included/)]);
});

test('the bag says what a line holds, and speaks when a quantity, the total or the country changes', async ({
  shop,
  visit,
}) => {
  const visitor = await visit(desktop);
  const { page } = visitor;
  await putInStock(shop, 'AUR-YG-52', 5);
  await addPiece(visitor, 'aurore-solitaire', ['Yellow gold', '52']);
  await page.goto(paths.bag);
  await shows(page.getByRole('button', { name: 'One more: Aurore solitaire' }));
  const spoken = await listenTo(page);
  await payButton(page).click();
  const country = page.getByLabel('Deliver to');
  expect(await country.getAttribute('aria-invalid')).toBe('true');
  expect(await describes(country)).toContain('Please choose where your bag goes.');
  await openedFor(page, 'France');
  await expect.poll(spoken).toContain('Pieces €4,850 Delivery Free Total, tax included €4,850');
  expect(await linesOf(page.getByRole('main'))).toEqual(
    expect.arrayContaining([
      'heading "Your bag" [level=1]',
      'img "Yellow gold solitaire ring standing upright, one round diamond held by six slender claws."',
      'heading "Aurore solitaire" [level=2]:',
      'group "How many":',
      `'button "One less: Aurore solitaire" [disabled]'`,
      `'button "One more: Aurore solitaire"'`,
      `'button "Remove: Aurore solitaire"': Remove`,
      'group "Delivery":',
      expect.stringMatching(/^radio "DHL Express .*Free" \[checked\]$/),
      'checkbox "Wrap it as a gift Free"',
      'term: Total, tax included',
      'button "Pay €4,850"',
    ]),
  );
  await page.getByRole('button', { name: 'One more: Aurore solitaire' }).click();
  await expect.poll(spoken).toContain('Aurore solitaire: 2');
  await expect.poll(spoken).toContain('Pieces €9,700 Delivery Free Total, tax included €9,700');
  await page.getByLabel('Currency').selectOption('JPY');
  await expect.poll(async () => (await spoken()).at(-1)).toMatch(/^Pieces ¥[\d,]+ Delivery Free Total, tax included ¥/);
  await page.getByRole('button', { name: 'Remove: Aurore solitaire' }).click();
  await expect.poll(spoken).toContain('Aurore solitaire is out of your bag.');
});

test('leaving for the payment is spoken, and so is what keeps the shopper here', async ({ shop, visit }) => {
  const visitor = await visit(desktop);
  const { page, context, takeTroubles } = visitor;
  await putInStock(shop, 'PAS-BLACK', 3);
  await addPiece(visitor, 'passage-card-case', ['Black']);
  await openBag(visitor);
  await context.route(`**${apiPaths.checkout}`, (route) => route.abort());
  const spoken = await listenTo(page);
  await payButton(page).click();
  await expect.poll(spoken).toContain('Taking you to the payment page');
  await expect.poll(async () => (await spoken()).join(' ')).toContain('Nothing was charged and your bag is kept.');
  expect(takeTroubles()).toEqual([`net::ERR_FAILED: POST ${apiPaths.checkout}`]);
});

test('a collection says how many pieces a filter leaves, and the search how many answers there are', async ({
  visit,
}) => {
  const { page } = await visit(desktop);
  await page.goto(paths.collection('jewellery'));
  const ofTheRoom = await listenTo(page);
  await page.getByLabel('Kind').selectOption('Ring');
  await expect.poll(ofTheRoom).toEqual(['1 of 4 pieces']);
  expect(await linesOf(page.getByRole('form', { name: 'Sort and filter' }))).toEqual(
    expect.arrayContaining([
      'status: 1 of 4 pieces',
      'combobox "Kind":',
      'option "Ring" [selected]',
      'combobox "Metal":',
      'combobox "Sorted by":',
      'button "Show all"',
    ]),
  );
  const shown = await linesOf(page.getByRole('main').getByRole('list'));
  expect(shown.filter((line) => line.startsWith('link'))).toEqual([
    expect.stringMatching(/ Aurore solitaire €4,850 Ring in yellow gold, rose gold or white gold":$/),
  ]);

  await page.goto(paths.search());
  const ofTheSearch = await listenTo(page);
  const field = page.getByRole('searchbox', { name: 'A piece, a material, a question' });
  expect(await describes(field)).toBe('What you write here stays in this browser.');
  await field.fill('candle');
  await expect.poll(ofTheSearch).toContain('2 answers.');
  const found = await linesOf(page.getByRole('main'));
  expect(found).toEqual(
    expect.arrayContaining(['search:', 'status: 2 answers.', 'region "Pieces":', 'link "Atelier candle €95 Candle":']),
  );
  await field.fill('xylophone');
  await expect.poll(async () => (await ofTheSearch()).at(-1)).toMatch(/^Nothing is called that here\./);
});

test('a sign-in that lacks something names the field, and the words about it belong to it', async ({ visit }) => {
  const { page } = await visit(desktop);
  await page.goto(paths.accountSignIn);
  const spoken = await listenTo(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const words = 'Please type a whole e-mail address, such as name@example.com.';
  await expect.poll(spoken).toEqual([words]);
  const lines = await linesOf(page.getByRole('main'));
  expect(lines).toEqual(
    expect.arrayContaining([
      'heading "Sign in" [level=1]',
      'alert:',
      `paragraph: ${words}`,
      'textbox "E-mail" [invalid]',
      'textbox "Password"',
      `'button "Show: password"': Show`,
    ]),
  );
  expect(await describes(page.getByLabel('E-mail'))).toBe(words);
});

test('a request that the house could not take begins with the focus on the words that say why', async ({ visit }) => {
  const { page, takeTroubles, picture } = await visit(desktop);
  await page.goto(paths.privacyRequest);
  expect(await describes(page.getByLabel('Your e-mail address'))).toBe(
    'The one that we may know you by. The letter goes there.',
  );
  await page.getByText('For somebody else, who has asked me to').click();
  expect(await describes(page.getByLabel('The other person'))).toMatch(/^Only if you ask for somebody else\./);
  // As a browser sends it that does not look at forms first.
  await page.locator('form[data-part="ask"]').evaluate((form) => form.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'Send my request' }).click();
  const alert = page.getByRole('alert');
  await shows(alert);
  expect(await linesOf(page.getByRole('main'))).toContain(
    'alert: Nothing was sent yet. Choose what you want us to do.',
  );
  await expect.poll(() => alert.evaluate((element) => element === document.activeElement)).toBe(true);
  await picture('1 a request that lacks something');
  expect(takeTroubles()).toEqual([`400: POST ${apiPaths.requests}`]);
});

/** The accessibility tree, a line for each thing in it; where it stands is left out. */
async function linesOf(target: Locator): Promise<readonly string[]> {
  const tree = await target.ariaSnapshot();
  return tree.split('\n').map((line) => line.trim().replace(/^- /, ''));
}

/** What describes a field, as the browser itself reckons it for a screen reader. */
async function describes(target: Locator): Promise<string> {
  await target.evaluate((element) => element.setAttribute('data-asked', ''));
  const session = await target.page().context().newCDPSession(target.page());
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '[data-asked]' });
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false });
  await session.detach();
  await target.evaluate((element) => element.removeAttribute('data-asked'));
  return String(nodes[0]?.description?.value ?? '');
}

async function openedFor(page: Page, country: string): Promise<void> {
  await page.getByLabel('Deliver to').selectOption({ label: country });
  await shows(page.getByRole('group', { name: 'Delivery' }));
}
