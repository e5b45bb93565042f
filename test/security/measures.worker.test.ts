import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathWithoutLanguage } from '../../src/languages.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { type LocalShop, launchShop } from '../local/launch-shop.ts';
import { checkOut, viewOrder, wishFor } from '../local/shopper.ts';
import { readBuiltPages } from './built-pages.ts';
import { elementsOf, policyInPage, readContentPolicy, unruledInline, weaknessesOf } from './content-policy.ts';

/** Section 10 of the policy, on the built site as the host serves it. */

const pages = readBuiltPages();
const oneYearSeconds = 31_536_000;
let shop: LocalShop;
beforeAll(async () => {
  shop = await launchShop();
});
afterAll(() => shop.close());

/** What every answer carries, whatever it is; values that must be exactly so, and others that are judged below. */
const exactly = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
} as const;

const powers = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'browsing-topics', 'display-capture'];

/** A sentence for each measure that an answer lacks. */
function missingMeasures(headers: Headers): readonly string[] {
  const missing = Object.entries(exactly)
    .filter(([name, value]) => headers.get(name) !== value)
    .map(([name, value]) => `${name} is ${headers.get(name)}, not ${value}`);
  const transport = headers.get('strict-transport-security') ?? '';
  const seconds = Number(/max-age=(\d+)/.exec(transport)?.[1] ?? 0);
  if (seconds < oneYearSeconds || !transport.includes('includeSubDomains') || !transport.includes('preload')) {
    missing.push(`strict-transport-security is "${transport}"`);
  }
  const permissions = headers.get('permissions-policy') ?? '';
  missing.push(...powers.filter((power) => !permissions.includes(`${power}=()`)).map((power) => `${power} is allowed`));
  const told = ['server', 'x-powered-by', 'via', 'set-cookie', 'access-control-allow-origin'];
  return [...missing, ...told.filter((name) => headers.has(name)).map((name) => `it has the header ${name}`)];
}

function headerPolicy(response: Response) {
  return readContentPolicy(response.headers.get('content-security-policy') ?? '');
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(shop.url + path, { headers, redirect: 'manual' });
const form = (path: string, fields: Record<string, string>) =>
  fetch(shop.url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });

describe('[security.measures] every page of the site', () => {
  test('is there: the build has pages, and each is looked at', () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.map(({ route }) => route)).toEqual(expect.arrayContaining([paths.home, paths.bag, paths.privacy]));
  });

  test.each(pages)('$route has every measure, and a policy that lets nothing else in', async ({ route, html }) => {
    const response = await get(route.replace('404.html', 'nothing/is/here/'));
    expect(response.status).toBe(pathWithoutLanguage(route) === paths.notFound ? 404 : 200);
    expect(await response.text()).toBe(html);
    expect(missingMeasures(response.headers)).toEqual([]);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const inPage = policyInPage(html);
    expect(inPage).toBeDefined();
    expect(weaknessesOf([headerPolicy(response), inPage ?? new Map()])).toEqual([]);
    expect(headerPolicy(response).get('frame-ancestors')).toEqual(["'none'"]);
    expect(unruledInline(html)).toEqual([]);
  });

  test.each(pages)('[storage.no-trackers] $route names nothing of another origin but links to follow', ({ html }) => {
    expect(elementsOf(html).flatMap(({ name, attributes }) => foreignOf(name, attributes))).toEqual([]);
  });
});

/** Links are followed by a person; canonical addresses, those of other languages and og: are read by machines that were sent for them. */
function foreignOf(name: string, attributes: Record<string, string>): readonly string[] {
  const loads = ['src', 'srcset', 'action', 'formaction', 'poster', 'data', 'ping', 'manifest'];
  if (name === 'link' && !['canonical', 'alternate'].includes(attributes['rel'] ?? ''))
    loads.push('href', 'imagesrcset');
  return loads.flatMap((attribute) =>
    (attributes[attribute] ?? '')
      .split(/\s*,\s+|\s+/)
      .filter((address) => /^([a-z]+:)?\/\//i.test(address))
      .map((address) => `<${name} ${attribute}> reaches ${address}`),
  );
}

describe('[security.measures] what is no page has the measures too', () => {
  test.each([paths.catalogItem('AUR-YG-52'), '/favicon.ico', '/robots.txt', '/.well-known/security.txt'])(
    '%s',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(missingMeasures(response.headers)).toEqual([]);
      expect(headerPolicy(response).get('frame-ancestors')).toEqual(["'none'"]);
    },
  );

  test.each([paths.catalogItem('AUR-YG-52'), `/fr${paths.catalogItem('AUR-YG-52')}`, '/delivery/FR.json'])(
    '%s, opened as a page, may do nothing',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(weaknessesOf([headerPolicy(response)])).toEqual([]);
    },
  );

  test.each(['/delivery/', '/ja/delivery/', '/catalog/', '/fr/catalog/ring'])(
    'where there is nothing beside them, at %s, the page that says so is let do what a page may',
    async (path) => {
      const [beside, elsewhere] = [await get(path), await get('/nothing/is/here/')];
      expect(beside.status).toBe(404);
      expect(headerPolicy(beside)).toEqual(headerPolicy(elsewhere));
    },
  );

  test('only photographs, styles and scripts may be shown elsewhere, and they still have the rest', async () => {
    const [photograph] = /\/_astro\/[^"\s]+\.(?:avif|webp|jpg)/.exec(await (await get(paths.home)).text()) ?? [];
    const response = await get(photograph ?? '');
    expect(response.status).toBe(200);
    expect(missingMeasures(response.headers)).toEqual([]);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });
});

describe('[security.measures] every answer of the Worker has the same measures', () => {
  const answers: readonly [string, number, () => Promise<{ readonly status: number; readonly headers: Headers }>][] = [
    ['a count of the stock', 200, () => get(`${apiPaths.stock}?sku=AUR-YG-52`)],
    ['a checkout that began', 201, () => checkOut(shop, wishFor('AUR-YG-52'))],
    ['a way on to the review page', 303, () => form(apiPaths.checkoutReview, { sku: 'AUR-YG-52' })],
    ['a way on to the payment page', 303, () => form(apiPaths.checkout, reviewFields())],
    ['a request that makes no sense', 400, () => checkOut(shop, { nonsense: true })],
    ['a page of another site', 400, () => get(apiPaths.health, {}).then(() => foreignPost())],
    ['a foreign order', 404, () => viewOrder(shop, 'A.foreign.link')],
    ['nothing at all', 404, () => get('/api/nothing')],
    ['another method', 404, () => fetch(shop.url + apiPaths.checkout)],
    ['too much', 413, () => checkOut(shop, { filler: 'x'.repeat(20_000) })],
    ['an unknown piece', 422, () => checkOut(shop, wishFor('NOT-A-PIECE'))],
    ['a fault of ours', 500, () => withoutTable(() => get(`${apiPaths.stock}?sku=AUR-YG-52`))],
    ['Stripe away', 503, () => withoutStripe(() => checkOut(shop, wishFor('AUR-YG-52')))],
  ];

  test.each(answers)('%s, %i', async (_, status, ask) => {
    const response = await ask();
    expect(response.status).toBe(status);
    expect(missingMeasures(response.headers)).toEqual([]);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(weaknessesOf([readContentPolicy(response.headers.get('content-security-policy') ?? '')])).toEqual([]);
  });

  test.each([
    ['the review page', 200, 'AUR-YG-52'],
    ['the review page with a refusal', 422, 'NOT-A-PIECE'],
  ])('%s, %i, brings its own strict policy', async (_, status, sku) => {
    const response = await get(`${apiPaths.checkoutReview}?sku=${sku}`);
    const html = await response.text();
    expect(response.status).toBe(status);
    expect(missingMeasures(response.headers)).toEqual([]);
    expect(unruledInline(html)).toEqual([]);
    expect(weaknessesOf([headerPolicy(response), policyInPage(html) ?? new Map()])).toEqual([]);
  });

  test('a static page and an answer of the Worker carry them word for word', async () => {
    const [page, answer] = await Promise.all([get(paths.home), get(`${apiPaths.checkoutReview}?sku=AUR-YG-52`)]);
    const shared = [
      ...Object.keys(exactly),
      'permissions-policy',
      'strict-transport-security',
      'content-security-policy',
      'cross-origin-resource-policy',
    ];
    for (const name of shared) expect(answer.headers.get(name)).toBe(page.headers.get(name));
  });
});

function reviewFields(): Record<string, string> {
  const { attempt, currency, country, delivery } = wishFor('AUR-YG-52');
  return { attempt, currency, country, delivery, sku: 'AUR-YG-52', quantity: '1' };
}

function foreignPost(): Promise<Response> {
  const headers = { Origin: 'https://other.example', 'Content-Type': 'application/json' };
  return fetch(shop.url + apiPaths.checkout, { method: 'POST', headers, body: '{}' });
}

async function withoutTable<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  await shop.database.exec('ALTER TABLE stock RENAME TO stock_away');
  try {
    return await ask();
  } finally {
    await shop.database.exec('ALTER TABLE stock_away RENAME TO stock');
  }
}

async function withoutStripe<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  shop.stripe.turn({ unreachable: true });
  try {
    return await ask();
  } finally {
    shop.stripe.resetSwitches();
  }
}

describe('[security.tls] what the program sends goes encrypted', () => {
  test.each(['', 'none', 'TLSv1', 'TLSv1.1', 'TLSv1.2'])(
    'over a connection of "%s" it sends nothing',
    async (version) => {
      const worker = await shop.worker.getWorker('shop');
      const response = await worker.fetch(shop.url + apiPaths.health, { cf: { tlsVersion: version } });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('TLS 1.3');
    },
  );

  test.each([{ tlsVersion: 'TLSv1.3' }, undefined])('over %o it answers', async (cf) => {
    const worker = await shop.worker.getWorker('shop');
    const response = await worker.fetch(shop.url + apiPaths.health, cf ? { cf } : {});
    expect(response.status).toBe(200);
    await response.text();
  });
});

describe('security.txt, RFC 9116', () => {
  test('names whom to write to, and is neither over nor further than a year away', async () => {
    const response = await get('/.well-known/security.txt');
    expect(response.headers.get('content-type')?.toLowerCase()).toBe('text/plain; charset=utf-8');
    const fields = new Map(
      (await response.text())
        .trim()
        .split('\n')
        .map((line) => line.split(': ') as [string, string]),
    );
    expect(fields.get('Contact')).toBe(`mailto:${contacts.privacyEmail}`);
    expect(fields.get('Canonical')).toMatch(/\/\.well-known\/security\.txt$/);
    expect(fields.get('Preferred-Languages')).toMatch(/^en\b/);
    const expires = Date.parse(fields.get('Expires') ?? '');
    expect(expires).toBeGreaterThan(Date.now());
    expect(expires).toBeLessThan(Date.now() + oneYearSeconds * 1000);
  });
});
