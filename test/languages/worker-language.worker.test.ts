import { request } from 'node:http';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unstable_readConfig as readWranglerFile } from 'wrangler';
import { staffRoutes } from '../../functions/staff/roles.ts';
import type { CheckoutStarted, Problem } from '../../src/api/answers.ts';
import { languages, languageTags, pathIn } from '../../src/languages.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { readWords } from '../../src/words/read-words.ts';
import { offeredCopy, shopAt } from '../copies/asking.ts';
import { type LocalShop, launchShop, newSecrets } from '../local/launch-shop.ts';
import { availableOf, post, viewOrder, wishFor } from '../local/shopper.ts';

/** The built Worker, asked in each language. */

const sku = 'AUR-YG-52';
const privacy = 'privacy@shop.example';
const secrets = newSecrets();
const translated = languages.filter((language) => language !== 'en');

let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop({ secrets });
});
afterAll(() => shop.close());

/** As the words' files have it; English where they don't. */
async function said(language: (typeof languages)[number], phrase: string): Promise<string> {
  const words = language === 'en' ? {} : await readWords('.', language);
  return String(words[phrase] ?? phrase);
}

async function problemOf(response: Response): Promise<Problem> {
  return (await response.json()) as Problem;
}

describe('wrangler.toml', { timeout: 30_000 }, () => {
  test.each([undefined, 'production'])('wakes the Worker for the API of each language (%s)', (env) => {
    const { assets } = readWranglerFile({ config: 'wrangler.toml', ...(env ? { env } : {}) });
    expect(assets?.run_worker_first).toEqual(languages.map((language) => pathIn(language, '/api/*')));
  });
});

test.each(languages)(
  'what the Worker reads of a piece in %s is data, and may do nothing as a page',
  async (language) => {
    for (const path of [paths.catalogItem(sku), paths.deliveryTo('FR')]) {
      const { headers, status } = await fetch(shop.url + pathIn(language, path));
      expect([status, path]).toEqual([200, path]);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    }
  },
);

describe('a refusal', () => {
  test.each(languages)('in %s is said in the language of its address, with the same code', async (language) => {
    const wish = wishFor('NO-SUCH-PIECE');
    const { status, body, headers } = await post<Problem>(shop, pathIn(language, apiPaths.checkout), wish);
    expect(body).toMatchObject({ status: 422, code: 'unknown-sku', type: 'urn:lien:problem:unknown-sku' });
    expect([status, headers.get('content-language')]).toEqual([422, languageTags[language]]);
    expect(body.title).toBe(await said(language, 'A piece in your bag is no longer in our collections.'));
    expect(body.detail).toBe(
      await said(language, 'Nothing was charged and your bag is kept: take that piece out and try again.'),
    );
  });

  test('names countries as its language does', async () => {
    const { body } = await post<Problem>(shop, pathIn('fr', apiPaths.checkout), { ...wishFor(sku), country: 'KP' });
    expect(body.title).toMatch(/^Nous ne livrons pas vers ce pays\s: Corée du Nord\.$/);
  });

  test('has the same headers in each language but for its own', async () => {
    const [english, french] = await Promise.all(
      [apiPaths.orderView, pathIn('fr', apiPaths.orderView)].map(async (path) => {
        const { headers } = await post(shop, path, { link: 'none' });
        const own = ['content-language', 'content-length', 'date'];
        return [...headers].filter(([name]) => !own.includes(name));
      }),
    );
    expect(french).toEqual(english);
    expect(french?.map(([name]) => name)).toContain('content-security-policy');
  });

  test('meets what is posted from a page of another site, and not from ours', async () => {
    const path = pathIn('fr', apiPaths.orderView);
    const foreign = await post<Problem>(shop, path, { link: 'none' }, { Origin: 'https://other.example' });
    expect(foreign.body).toMatchObject({ status: 400, title: 'Cette demande n’a pas été reçue.' });
    const ours = await post<Problem>(shop, path, { link: 'none' }, { Origin: shop.url });
    expect(ours.body.status).toBe(404);
  });

  test('tells of an address with nothing at it in its language', async () => {
    const response = await fetch(`${shop.url}/de/api/nothing`);
    expect(response.headers.get('content-language')).toBe('de');
    expect((await problemOf(response)).title).toBe('Unter dieser Adresse ist nichts.');
  });
});

test('whoever tries too often in one language is held up in the others', async () => {
  const limited = await launchShop({ rateLimits: 'as-deployed' });
  const answers: number[] = [];
  // The host's minute may end once in between.
  for (let knock = 0; knock < 42; knock += 1) {
    const path = pathIn(languages[knock % languages.length] ?? 'en', apiPaths.accountSignIn);
    answers.push((await post(limited, path, { email: 'a@example.com', password: 'x' })).status);
  }
  expect(answers).toContain(429);
  await limited.close();
});

describe('without a script', () => {
  test.each([
    [apiPaths.checkoutReview, { sku, currency: 'EUR', country: 'FR' }, apiPaths.checkoutReview],
    [apiPaths.requests, { kind: 'access', email: 'lecteur@example.com', asker: 'person' }, apiPaths.requestConfirm],
  ])('%s leads on in the language of the page', async (path, fields, next) => {
    const response = await fetch(shop.url + pathIn('it', path), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
    });
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get('location') ?? '', shop.url);
    expect(location.pathname).toBe(pathIn('it', next));
    expect(await (await fetch(location)).text()).toContain('<html lang="it"');
  });
});

/** Without a client that would make the path another one; where the host says how it writes it, that is asked too. */
async function askRaw(path: string, method: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const [status, body, location] = await send(path, method, headers);
  return status === 307 ? askRaw(new URL(location, shop.url).pathname, method, headers) : [status, body];
}

function send(path: string, method: string, headers: Record<string, string>): Promise<[number, string, string]> {
  const { hostname, port } = new URL(shop.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve([response.statusCode ?? 0, Buffer.concat(chunks).toString(), response.headers.location ?? '']);
    });
    asked.on('error', reject).end();
  });
}

/** Ways to write an address of the desk that somebody might hope its guard does not know. */
const ways: Readonly<Record<string, (path: string) => string>> = {
  'below a language': (path) => `/fr${path}`,
  'below two': (path) => `/fr/fr${path}`,
  'below another and one': (path) => `/de/fr${path}`,
  'below an encoded one': (path) => `/%66r${path}`,
  'below one in capitals': (path) => `/FR${path}`,
  'below one that is none': (path) => `/en${path}`,
  'below one, encoded': (path) => `/fr${path.replace('/staff', '/st%61ff')}`,
  'below one, its API encoded': (path) => `/fr${path.replace('/api', '/%61pi')}`,
  'below one, its slash encoded': (path) => `/fr${path.replace('/staff', '%2fstaff')}`,
  'below one, after two slashes': (path) => `/fr/${path}`,
  'below one, through a folder': (path) => `/fr${path.replace('/staff', '/x/../staff')}`,
  'above one': (path) => `/fr/..${path}`,
  'above an encoded one': (path) => `/fr/%2e%2e${path}`,
  'encoded alone': (path) => path.replace('/staff', '/st%61ff'),
};

describe('[security.access] the desk has one address, and none', () => {
  const routes = staffRoutes.map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+/g, 'something') }));

  test.each(Object.entries(ways))('%s without a token', async (_, write) => {
    for (const { method, path } of routes) {
      const [status] = await askRaw(write(path), method);
      expect([401, 404, 405], `${method} ${write(path)}`).toContain(status);
    }
  });

  test.each(Object.entries(ways).filter(([name]) => name.startsWith('below')))('%s with one', async (name, write) => {
    const token = { 'Cf-Access-Jwt-Assertion': await shop.access.tokenFor(privacy) };
    const [status, body] = await askRaw(write(apiPaths.staffMe), 'GET', token);
    expect([status, name]).toEqual([404, name]);
    expect(body).not.toContain(privacy);
  });

  test('nor has Stripe’s webhook another', async () => {
    const english = await post<Problem>(shop, apiPaths.stripeWebhook, {});
    expect(english.body).toMatchObject({ code: 'invalid-signature', title: 'This event was not taken in.' });
    for (const language of translated) {
      const { body } = await post<Problem>(shop, pathIn(language, apiPaths.stripeWebhook), {});
      expect(body.code).toBe('not-found');
    }
  });
});

describe('Stripe’s page', () => {
  beforeEach(async () => {
    await shop.database.batch([
      shop.database.prepare('DELETE FROM holds'),
      shop.database.prepare('UPDATE stock SET on_hand = 1 WHERE sku = ?1').bind(sku),
    ]);
  });

  function begin(language: (typeof languages)[number], changes: object = {}) {
    const path = pathIn(language, apiPaths.checkout);
    return post<CheckoutStarted>(shop, path, { ...wishFor(sku), ...changes });
  }

  test.each(languages)('in %s is made in it, and leads back to it', async (language) => {
    const { body, status } = await begin(language);
    expect(status).toBe(201);
    const session = shop.stripe.sessions().find(({ url }) => url === body.url);
    expect(session?.locale).toBe(language);
    const [success, cancel] = [session?.success_url, session?.cancel_url].map((url) => new URL(url ?? ''));
    expect(success?.pathname).toBe(pathIn(language, paths.order()));
    expect(cancel?.pathname).toBe(pathIn(language, new URL(paths.checkoutCancelled('x'), shop.url).pathname));
    const message = session?.custom_text.submit?.message ?? '';
    expect(message).toContain(`(${shop.url}${pathIn(language, paths.terms)})`);
    expect(message).toContain(`(${shop.url}${pathIn(language, paths.delivery)}#returns)`);
    expect(message.length).toBeLessThanOrEqual(1_200);
    const item = await (await fetch(shop.url + pathIn(language, paths.catalogItem(sku)))).json();
    expect(await (await fetch(body.url)).text()).toContain((item as { name: string }).name);
  });

  test('in French says so in French', async () => {
    const { body } = await begin('fr');
    const shown = await (await fetch(body.url)).text();
    expect(shown).toContain('Solitaire Aurore');
    expect(shown).toContain('conditions de vente');
  });

  test('is another when the shopper comes back in another language, and the piece is held once', async () => {
    const first = (await begin('en')).body;
    const again = (await begin('fr', { previous: first.link })).body;
    expect(again.url).not.toBe(first.url);
    expect(shop.stripe.sessions().find(({ url }) => url === again.url)?.locale).toBe('fr');
    expect((await viewOrder(shop, first.link)).body.state).toBe('cancelled');
    expect(await availableOf(shop, sku)).toBe(0);
    expect((await begin('fr', { previous: again.link })).body).toEqual(again);
  });

  test('stays the same for a press that is repeated, whatever the language of the second', async () => {
    const attempt = crypto.randomUUID();
    const first = (await begin('de', { attempt })).body;
    expect((await begin('fr', { attempt })).body).toEqual(first);
  });
});

describe('a copy of somebody’s data', () => {
  const copyIn = async (language: (typeof languages)[number], number: string) => {
    const link = await offeredCopy(
      shopAt(shop, secrets, Date.now()),
      'access',
      `${number.toLowerCase()}@example.com`,
      number,
    );
    const response = await fetch(shop.url + pathIn(language, apiPaths.privacyCopies), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link }),
    });
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    return (name: string) => strFromU8(files[name] ?? new Uint8Array());
  };

  test('is read in the language that it is fetched in, to its end, with what is declared in English alone marked', async () => {
    const read = await copyIn('fr', 'PR-2222-2222');
    const page = read('index.html');
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('<h1>Ce que nous détenons sur vous</h1>');
    expect(page).toContain('<h2>Décisions automatisées</h2>');
    expect(page).toContain('Nous n’utilisons pas vos données pour une prise de décision automatisée');
    expect(page).toMatch(/<dd><span lang="en">/);
    const ours = page.replace(/<style>.*?<\/style>|<i lang="en">.*?<\/i>|<span [^>]*>.*?<\/span>|<[^>]+>/gs, ' ');
    expect(ours).not.toMatch(/\b(the|your|which|held|kept|until)\b/i);
    expect(read('data.json')).toContain('"holds":"A request about somebody’s data');
  });

  test('in English marks no word of it', async () => {
    const page = (await copyIn('en', 'PR-3333-3333'))('index.html');
    expect(page).toContain('<html lang="en">');
    expect(page.match(/lang="/g)).toHaveLength(1);
  });

  test.each(translated)('that is refused to a form in %s is a page in it', async (language) => {
    const body = new URLSearchParams({ link: 'none' });
    const response = await fetch(shop.url + pathIn(language, apiPaths.privacyCopies), { method: 'POST', body });
    const page = await response.text();
    expect(page).toContain(`<html lang="${languageTags[language]}">`);
    expect(page).toContain(`href="${pathIn(language, paths.privacy)}"`);
  });
});
