import { expect, test } from 'vitest';
import { apiPaths } from '../../src/paths.ts';

/** By a name, for the compiler of the tests does not know the Worker's own types. */
const application: string = '../../functions/app.ts';
const { app } = (await import(application)) as {
  readonly app: { request(path: string, init: RequestInit, environment: object): Promise<Response> };
};

const environment = {
  SITE_ORIGIN: 'https://shop.example',
  EMAIL_FROM: 'orders@shop.example',
  STRIPE_API_BASE: 'https://api.stripe.com',
  STRIPE_SECRET_KEY: 'sk_test_1234',
  STRIPE_WEBHOOK_SECRET: 'whsec_1234',
  ORDER_LINK_SECRET: 'x'.repeat(32),
  PRIVACY_SECRET: 'x'.repeat(32),
  ACCESS_TEAM_DOMAIN: 'https://house.cloudflareaccess.com',
  ACCESS_AUDIENCE: 'a1'.repeat(32),
};

test.each([
  ['DHL', apiPaths.dhlPush, 'FEDEX_PUSH_SECRET'],
  ['FedEx', apiPaths.fedexPush, 'DHL_PUSH_TOKEN'],
])('without the secret of %s its door says so, and the shop is open', async (carrier, path, other) => {
  const settings = { ...environment, [other]: 'x'.repeat(24) };
  const push = { method: 'POST', headers: { 'x-carrier-token': '', 'fdx-signature': '' }, body: '{}' };
  const response = await app.request(`https://shop.example${path}`, push, settings);
  expect(response.status).toBe(503);
  expect(response.headers.get('Retry-After')).not.toBeNull();
  expect(await response.json()).toMatchObject({
    code: 'not-configured',
    title: `${carrier} is not followed here yet.`,
  });
  expect((await app.request(`https://shop.example${apiPaths.health}`, {}, environment)).status).toBe(200);
});
