import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { unstable_readConfig as readWranglerFile } from 'wrangler';
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

afterEach(() => vi.unstubAllEnvs());

describe('[security.tls] an address that is not encrypted', { timeout: 30_000 }, () => {
  test.each(['SITE_ORIGIN', 'STRIPE_API_BASE', 'ACCESS_TEAM_DOMAIN'])(
    'is refused as %s, so that the Worker answers nothing',
    (name) => {
      for (const address of ['http://shop.example', 'http://localhost.example', 'http://127.0.0.1.example:80']) {
        expect(readConfig({ ...settings, [name]: address })).toEqual({ missing: [`${name} must begin with https`] });
      }
    },
  );

  test.each(['http://localhost:8787', 'http://127.0.0.1:8788', 'https://shop.example'])('%s is taken', (address) => {
    expect(readConfig({ ...settings, SITE_ORIGIN: address })).toHaveProperty('config');
  });

  test.each(['', 'http://shop.example'])(
    'is built into no page: a build for production with "%s" is refused',
    async (address) => {
      await expect(readBuildSettings(address)).rejects.toThrow(/SITE_ORIGIN, beginning with https/);
    },
  );

  test('is this machine’s own where the build knows one at all', async () => {
    expect((await readBuildSettings('https://shop.example')).site).toBe('https://shop.example');
    const known = readFileSync('astro.config.mjs', 'utf8').matchAll(/http:\/\/([^\s'":/]+)/g);
    expect(new Set([...known].map(([, host]) => host))).toEqual(new Set(['localhost', '127.0.0.1']));
  });
});

async function readBuildSettings(siteOrigin: string): Promise<{ readonly site?: string }> {
  vi.resetModules();
  vi.stubEnv('CLOUDFLARE_ENV', 'production');
  vi.stubEnv('SITE_ORIGIN', siteOrigin);
  const { default: settingsOfBuild } = await import('../../astro.config.mjs');
  return settingsOfBuild;
}

describe('[security.measures] what the host itself logs', () => {
  test.each([undefined, 'production'])('is no request’s address: invocation logs are off (environment %s)', (env) => {
    const { observability } = readWranglerFile({ config: 'wrangler.toml', ...(env ? { env } : {}) });
    expect(observability?.logs).toMatchObject({ enabled: true, invocation_logs: false });
    expect(observability).not.toHaveProperty('traces.enabled', true);
  });
});
