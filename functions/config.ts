import { z } from 'zod';

/** Set with `wrangler secret put`; never in a file that is committed. */
export const secretNames = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'ORDER_LINK_SECRET',
  'PRIVACY_SECRET',
] as const;

/** Set in the same way, by a house that has its parcels followed: without one of them that carrier's door stays closed. */
export const carrierSecretNames = ['DHL_PUSH_TOKEN', 'FEDEX_PUSH_SECRET'] as const;

/** Only what never leaves the machine may go unencrypted. */
const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const origin = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://shop.example' })
  .refine((address) => isEncrypted(address), { error: 'must begin with https' })
  .transform((address) => new URL(address).origin);

const randomText = z
  .string('must be a random text of 32 characters or more')
  .min(32, 'must be a random text of 32 characters or more');

const carrierSecret = z
  .string('must be a random text of 24 characters or more')
  .min(24, 'must be a random text of 24 characters or more')
  .optional();

const configSchema = z
  .object({
    SITE_ORIGIN: origin,
    EMAIL_FROM: z.email('must be the address that the house sends from, such as orders@shop.example'),
    STRIPE_API_BASE: origin,
    STRIPE_SECRET_KEY: z
      .string('must be Stripe’s secret or restricted key')
      .regex(/^(sk|rk)_(test|live)_\w+$/, 'must look like sk_live_… or rk_live_…'),
    STRIPE_WEBHOOK_SECRET: z
      .string('must be the signing secret of the webhook endpoint')
      .regex(/^whsec_\w+$/, 'must look like whsec_…'),
    ORDER_LINK_SECRET: randomText,
    PRIVACY_SECRET: randomText,
    ACCESS_TEAM_DOMAIN: origin,
    ACCESS_AUDIENCE: z
      .string('must be the audience tag of the Access application')
      .regex(/^[0-9a-f]{64}$/, 'must be the audience tag of the Access application, 64 hexadecimal digits'),
    DHL_PUSH_TOKEN: carrierSecret,
    FEDEX_PUSH_SECRET: carrierSecret,
  })
  .transform((environment) => ({
    siteOrigin: environment.SITE_ORIGIN,
    emailFrom: environment.EMAIL_FROM,
    stripeApiBase: environment.STRIPE_API_BASE,
    stripeSecretKey: environment.STRIPE_SECRET_KEY,
    stripeWebhookSecret: environment.STRIPE_WEBHOOK_SECRET,
    orderLinkSecret: environment.ORDER_LINK_SECRET,
    privacySecret: environment.PRIVACY_SECRET,
    accessTeamDomain: environment.ACCESS_TEAM_DOMAIN,
    accessAudience: environment.ACCESS_AUDIENCE,
    ...(environment.DHL_PUSH_TOKEN ? { dhlPushToken: environment.DHL_PUSH_TOKEN } : {}),
    ...(environment.FEDEX_PUSH_SECRET ? { fedexPushSecret: environment.FEDEX_PUSH_SECRET } : {}),
  }));

function isEncrypted(address: string): boolean {
  const parsed = URL.parse(address);
  return parsed === null || parsed.protocol === 'https:' || loopbackHosts.includes(parsed.hostname);
}

export type Config = z.output<typeof configSchema>;

export type ConfigReading = { readonly config: Config } | { readonly missing: readonly string[] };

/** The settings, or the list of what is wrong with them, a sentence each. A shop with a wrong setting sells nothing. */
export function readConfig(environment: object): ConfigReading {
  const parsed = configSchema.safeParse(environment);
  if (parsed.success) return { config: parsed.data };
  return { missing: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) };
}
