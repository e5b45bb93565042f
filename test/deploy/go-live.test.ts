import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { secretNames } from '../../functions/config.ts';
import { goLive, type Surroundings } from '../../functions/deploy/go-live.ts';
import { readProduction } from '../../functions/deploy/production.ts';
import { openingStockStatements } from '../../functions/deploy/queries.ts';
import { commandLine } from '../../functions/deploy/steps.ts';
import type { House } from '../../src/catalog/house.ts';

const postalAddress = { lines: ['1 rue de la Paix', '75002 Paris'], country: 'FR' };
const party = { name: 'Someone', postalAddress, electronicAddress: 'someone@house.example' };

/** A house whose owner has given everything. */
const house: House = {
  privacyEmail: 'privacy@house.example',
  whatsapp: '+33123456789',
  telephone: '+33123456789',
  legalName: 'House SAS',
  postalAddress,
  registration: { register: 'RCS Paris', number: '123 456 789' },
  vatNumber: 'FR12345678901',
  euResponsiblePerson: party,
  senderDomain: 'house.example',
  gtinPrefix: '301234',
  warehouseAddress: postalAddress,
  disputeResolution: { name: 'Mediator', website: 'https://mediator.example' },
  makers: { lyon: { workshop: 'Weavers in Lyon', ...party } },
};

const production = {
  worker: 'shop',
  database: { name: 'shop', id: '5f4dcc3b-5aa7-65d6-1d83-27deb882cf99' },
  analytics: { name: 'views', id: '098f6bcd-4621-d373-cade-4e832627b4f6' },
  settings: {
    SITE_ORIGIN: 'https://house.example',
    EMAIL_FROM: 'orders@house.example',
    STRIPE_API_BASE: 'https://api.stripe.com',
    ACCESS_TEAM_DOMAIN: 'https://house.cloudflareaccess.com',
    ACCESS_AUDIENCE: 'a1'.repeat(32),
  },
};

let said: string[];
let ran: string[];

beforeEach(() => {
  said = [];
  ran = [];
});

function surroundings(changes: Partial<Surroundings> = {}): Surroundings {
  return {
    house,
    production,
    lacking: [],
    openingStockFile: 'opening-stock.sql',
    listSecrets: async () => secretNames,
    run: async (step) => {
      ran.push(commandLine(step));
      return 0;
    },
    say: (words) => said.push(words),
    ...changes,
  };
}

describe('going live', () => {
  it('builds for production, migrates, seeds and deploys, in that order, when nothing is missing', async () => {
    expect(await goLive(surroundings(), false)).toBe(0);
    expect(ran).toEqual([
      'CLOUDFLARE_ENV=production SITE_ORIGIN=https://house.example npm run build',
      'wrangler d1 migrations apply shop --remote --config wrangler.toml --env production',
      'wrangler d1 migrations apply views --remote --config wrangler.toml --env production',
      'wrangler d1 execute shop --remote --yes --file opening-stock.sql --config wrangler.toml --env production',
      'wrangler deploy',
    ]);
  });

  it.each<[string, Partial<Surroundings>, RegExp]>([
    ['what the law prescribes', { lacking: ['src/assets/legal lacks the notice.'] }, /lacks the notice/],
    ['a fact of the owner', { house: { ...house, legalName: null } }, /the legal name of the house/],
    [
      'a maker’s address',
      { house: { ...house, makers: { lyon: { ...party, workshop: 'W', postalAddress: null } } } },
      /makers\.lyon/,
    ],
    [
      'the database',
      { production: { ...production, database: { name: 'shop', id: undefined } } },
      /of shop is the placeholder\. Run: npx wrangler d1 create shop/,
    ],
    [
      'the database of page views',
      { production: { ...production, analytics: { name: 'views', id: undefined } } },
      /of views is the placeholder\. Run: npx wrangler d1 create views/,
    ],
    [
      'two databases',
      { production: { ...production, analytics: { ...production.database, name: 'views' } } },
      /both databases have one database_id/,
    ],
    [
      'an address',
      { production: { ...production, settings: { ...production.settings, SITE_ORIGIN: '' } } },
      /SITE_ORIGIN/,
    ],
    [
      'encryption',
      { production: { ...production, settings: { ...production.settings, SITE_ORIGIN: 'http://house.example' } } },
      /https/,
    ],
    [
      'the sender’s domain',
      { production: { ...production, settings: { ...production.settings, EMAIL_FROM: 'orders@other.example' } } },
      /not at house\.example/,
    ],
    [
      'the sign-in of the staff',
      { production: { ...production, settings: { ...production.settings, ACCESS_TEAM_DOMAIN: '' } } },
      /ACCESS_TEAM_DOMAIN must be an address/,
    ],
    [
      'the sign-in that the policy names',
      {
        production: {
          ...production,
          settings: { ...production.settings, ACCESS_TEAM_DOMAIN: 'https://house.cloudflareaccess.com.example' },
        },
      },
      /ACCESS_TEAM_DOMAIN is not at cloudflareaccess\.com/,
    ],
    [
      'the audience of its tokens',
      { production: { ...production, settings: { ...production.settings, ACCESS_AUDIENCE: '' } } },
      /ACCESS_AUDIENCE must be the audience tag/,
    ],
    [
      'a secret',
      { listSecrets: async () => ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] },
      /ORDER_LINK_SECRET is not set[\s\S]*PRIVACY_SECRET is not set/,
    ],
    ['an account', { listSecrets: async () => ({ failure: 'Log in first.' }) }, /Log in first/],
  ])('refuses without %s, and runs nothing', async (_, changes, reason) => {
    expect(await goLive(surroundings(changes), false)).toBe(1);
    expect(said.join('\n')).toMatch(reason);
    expect(ran).toEqual([]);
  });

  it('names everything that is missing at once', async () => {
    const changes = {
      house: { ...house, vatNumber: null, warehouseAddress: null },
      production: { ...production, database: { name: 'shop', id: undefined } },
      listSecrets: async () => [],
    };
    await goLive(surroundings(changes), false);
    const list = said.join('\n');
    for (const words of ['vatNumber', 'warehouseAddress', 'd1 create', ...secretNames]) expect(list).toContain(words);
  });

  it('takes no further step after one that failed', async () => {
    const run: Surroundings['run'] = async (step) => {
      ran.push(commandLine(step));
      return step.title === 'Migrate the database' ? 1 : 0;
    };
    expect(await goLive(surroundings({ run }), false)).toBe(1);
    expect(ran).toHaveLength(2);
    expect(said.join('\n')).not.toContain('is live');
  });

  it('shows the steps of a dry run, looks up no secret and runs nothing', async () => {
    const listSecrets = async () => {
      throw new Error('a dry run needs no account');
    };
    expect(await goLive(surroundings({ listSecrets }), true)).toBe(0);
    expect(said.join('\n')).toContain('$ wrangler deploy');
    expect(ran).toEqual([]);
    expect(await goLive(surroundings({ house: { ...house, legalName: null }, listSecrets }), true)).toBe(1);
  });
});

describe('production in wrangler.toml', () => {
  it('is read with its databases and its settings, and a placeholder is none', () => {
    const { database, analytics, settings } = readProduction();
    expect(database).toEqual({ name: 'lien-shop', id: undefined });
    expect(analytics).toEqual({ name: 'lien-analytics', id: undefined });
    expect(Object.keys(settings)).toEqual(
      expect.arrayContaining(['SITE_ORIGIN', 'EMAIL_FROM', 'STRIPE_API_BASE', 'ACCESS_TEAM_DOMAIN', 'ACCESS_AUDIENCE']),
    );
  });
});

describe('opening stock', () => {
  const migration = readFileSync('functions/migrations/0001_shop.sql', 'utf8');

  it('is given to new pieces, and never again to those that have been sold since', () => {
    const database = new DatabaseSync(':memory:');
    database.exec(migration);
    database.exec(openingStockStatements([{ sku: 'RING-52', openingStock: 3 }]));
    database.exec("UPDATE stock SET on_hand = 1 WHERE sku = 'RING-52'");
    const catalog = [{ sku: 'RING-52', openingStock: 3 }, ...manySkus(1_200)];
    database.exec(openingStockStatements(catalog));
    const rows = database.prepare('SELECT sku, on_hand FROM stock ORDER BY rowid').all();
    expect(rows[0]).toMatchObject({ sku: 'RING-52', on_hand: 1 });
    expect(rows).toHaveLength(1_201);
  });

  it('refuses a SKU that could break out of the statement', () => {
    expect(() => openingStockStatements([{ sku: "A'); DROP TABLE stock; --", openingStock: 1 }])).toThrow();
  });

  it('is nothing for an empty catalogue', () => {
    expect(openingStockStatements([])).toBe('');
  });
});

function manySkus(count: number): readonly { sku: string; openingStock: number }[] {
  return Array.from({ length: count }, (_, index) => ({ sku: `SCARF-${index}`, openingStock: 7 }));
}
