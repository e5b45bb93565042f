import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_readConfig as readWranglerFile } from 'wrangler';
import type { OutboundRequest } from '../local/outbound.ts';
import { watchOutbound } from '../local/outbound.ts';
import { oneRing, secretKey, startWithClient, submitPayment, webhookSecret } from '../stand-ins/stripe/stand-in.ts';

const entry = fileURLToPath(new URL('redaction-worker.ts', import.meta.url));

export interface RedactionLife {
  /** Every request that the gateway sent. */
  readonly requests: readonly OutboundRequest[];
  readonly stripeUrl: string;
  /** What the gateway said of each act. */
  readonly outcome: unknown;
}

/** The gateway alone on the real workerd: one redaction goes through, one is held up by a payment under way. */
export async function liveRedactions(): Promise<RedactionLife> {
  const { standIn, stripe, clock } = await startWithClient();
  standIn.turn({ redactions: { stepMilliseconds: 0 } });
  const requests: OutboundRequest[] = [];
  const worker = await launch(standIn.url, requests);
  try {
    const pay = async (method: string) => {
      const { id } = await stripe.checkout.sessions.create(oneRing(clock));
      await submitPayment(await stripe.checkout.sessions.retrieve(id), { method });
      const { payment_intent: intentId } = await stripe.checkout.sessions.retrieve(id);
      return { sessionId: id, paymentIntentId: String(intentId) };
    };
    const body = JSON.stringify({ paid: await pay('card'), processing: await pay('sepa_debit') });
    const response = await worker.dispatchFetch('http://gateway.example', { method: 'POST', body });
    if (!response.ok) throw new Error(await response.text());
    return { requests, stripeUrl: standIn.url, outcome: await response.json() };
  } finally {
    await worker.dispose();
    await standIn.close();
  }
}

async function launch(stripeUrl: string, requests: OutboundRequest[]): Promise<Miniflare> {
  const { compatibility_date: compatibilityDate, compatibility_flags: compatibilityFlags } = readWranglerFile({
    config: 'wrangler.toml',
  });
  const bundled = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    conditions: ['workerd', 'worker'],
  });
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      cf: false,
      workers: [
        {
          name: 'gateway',
          ...(compatibilityDate ? { compatibilityDate } : {}),
          compatibilityFlags,
          modules: [{ type: 'ESModule', path: 'gateway.mjs', contents: bundled.outputFiles[0]?.text ?? '' }],
          bindings: {
            SITE_ORIGIN: 'http://localhost',
            EMAIL_FROM: 'orders@shop.example',
            STRIPE_API_BASE: stripeUrl,
            STRIPE_SECRET_KEY: secretKey,
            STRIPE_WEBHOOK_SECRET: webhookSecret,
            ORDER_LINK_SECRET: 'x'.repeat(32),
            PRIVACY_SECRET: 'x'.repeat(32),
            ACCESS_TEAM_DOMAIN: 'http://localhost',
            ACCESS_AUDIENCE: 'a1'.repeat(32),
          },
          outboundService: watchOutbound(
            'shop',
            (request, passOn) => {
              requests.push(request);
              return passOn();
            },
            [stripeUrl],
          ),
        },
      ],
    }),
  );
  await worker.ready;
  return worker;
}
