import { expect, test } from 'vitest';
import { readConfig } from '../../functions/config.ts';

const settings = {
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

test('a complete environment is taken', () => {
  expect(readConfig(settings)).toMatchObject({ config: { siteOrigin: 'https://shop.example' } });
});

test.each(Object.keys(settings))('without %s the shop refuses, and names it', (name) => {
  const reading = readConfig({ ...settings, [name]: undefined });
  expect(reading).toHaveProperty('missing');
  expect('missing' in reading && reading.missing.join()).toContain(name);
});

test.each(['DHL_PUSH_TOKEN', 'FEDEX_PUSH_SECRET'])(
  'without %s the shop opens; one that is easily guessed it refuses',
  (name) => {
    expect(readConfig({ ...settings, [name]: undefined })).toHaveProperty('config');
    expect(readConfig({ ...settings, [name]: 'guess me' })).toHaveProperty('missing');
    expect(readConfig({ ...settings, [name]: 'x'.repeat(24) })).toHaveProperty('config');
  },
);

test('a publishable key in the place of the secret one is refused', () => {
  expect(readConfig({ ...settings, STRIPE_SECRET_KEY: 'pk_test_1234' })).toHaveProperty('missing');
});

test('the name of an Access application in the place of its audience tag is refused', () => {
  expect(readConfig({ ...settings, ACCESS_AUDIENCE: 'The desk' })).toHaveProperty('missing');
});

test('the issuer of the tokens is the team domain without a slash, however it was written', () => {
  const reading = readConfig({ ...settings, ACCESS_TEAM_DOMAIN: 'https://House.cloudflareaccess.com/' });
  expect(reading).toMatchObject({ config: { accessTeamDomain: 'https://house.cloudflareaccess.com' } });
});
