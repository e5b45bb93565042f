import { type House, missingFacts } from '../../src/catalog/house.ts';
import { readConfig, secretNames } from '../config.ts';
import type { Production } from './production.ts';

/** Secrets are never read here, so each is stood in for by a text of the right shape. */
const rightlyShapedSecrets = {
  STRIPE_SECRET_KEY: 'sk_live_unread',
  STRIPE_WEBHOOK_SECRET: 'whsec_unread',
  ORDER_LINK_SECRET: 'unread'.repeat(6),
  PRIVACY_SECRET: 'unread'.repeat(6),
} satisfies Record<(typeof secretNames)[number], string>;

/** Why the shop can't go live, as far as this folder tells, a sentence each. Empty when nothing stands in the way. */
export function refusalsOfProject(house: House, production: Production): readonly string[] {
  const facts = missingFacts(house).map((fact) => `src/content/house.yaml lacks ${fact}.`);
  const reading = readConfig({ ...production.settings, ...rightlyShapedSecrets });
  const settings =
    'missing' in reading ? reading.missing.map((words) => `wrangler.toml, env.production: ${words}.`) : [];
  return [
    ...facts,
    ...settings,
    ...insecure(production),
    ...unmade(production),
    ...foreignSender(house, production),
    ...foreignSignIn(production),
  ];
}

/** Why it can't, as far as the account tells. `present` are the names that `wrangler secret list` gave. */
export function refusalsOfAccount(present: readonly string[]): readonly string[] {
  return secretNames
    .filter((name) => !present.includes(name))
    .map((name) => `The secret ${name} is not set. Run: npx wrangler secret put ${name} --env production`);
}

function unmade({ database, analytics }: Production): readonly string[] {
  const missing = [database, analytics]
    .filter(({ id }) => id === undefined)
    .map(
      ({ name }) =>
        `wrangler.toml, env.production: database_id of ${name} is the placeholder. Run: npx wrangler d1 create ${name}`,
    );
  // Migrated and read as one, page views would lie beside orders.
  const isOne = database.id !== undefined && database.id === analytics.id;
  return isOne ? ['wrangler.toml, env.production: both databases have one database_id. Give each its own.'] : missing;
}

function insecure({ settings }: Production): readonly string[] {
  return ['SITE_ORIGIN', 'STRIPE_API_BASE', 'ACCESS_TEAM_DOMAIN']
    .filter((name) => settings[name]?.startsWith('http:'))
    .map((name) => `wrangler.toml, env.production: ${name} must begin with https.`);
}

/** A receiver's mail server trusts the domain that the owner set up (SPF, DKIM, DMARC), and no other. */
function foreignSender(house: House, { settings }: Production): readonly string[] {
  const sender = settings['EMAIL_FROM'];
  if (!sender || house.senderDomain === null || sender.endsWith(`@${house.senderDomain}`)) return [];
  return [`wrangler.toml, env.production: EMAIL_FROM is not at ${house.senderDomain}, the senderDomain of the house.`];
}

/** The policy names the host that the Worker asks for the keys of the staff sign-in, and no other. */
function foreignSignIn({ settings }: Production): readonly string[] {
  const domain = URL.parse(settings['ACCESS_TEAM_DOMAIN'] ?? '');
  if (!domain || domain.hostname.endsWith('.cloudflareaccess.com')) return [];
  return ['wrangler.toml, env.production: ACCESS_TEAM_DOMAIN is not at cloudflareaccess.com, as the policy has it.'];
}
