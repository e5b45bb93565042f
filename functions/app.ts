import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { languageOfPath } from '../src/languages.ts';
import { apiPaths } from '../src/paths.ts';
import { isForAll, pathOfAddress } from '../src/words/address-here.ts';
import { say } from '../src/words/say.ts';
import { accountRoutes } from './accounts/routes.ts';
import { carrierDeskRoutes } from './carriers/desk-routes.ts';
import { carrierRoutes } from './carriers/routes.ts';
import { checkoutRoutes } from './checkout/routes.ts';
import { readConfig } from './config.ts';
import { consentRoutes } from './consents/routes.ts';
import { copyRoutes } from './copies/routes.ts';
import { describeSurprise } from './describe-surprise.ts';
import { type ShopVariables, shopOf } from './door.ts';
import { enteredOrderDeskRoutes } from './elsewhere/desk-routes.ts';
import { erasureRoutes } from './erasure/routes.ts';
import { feedRoutes } from './feeds/routes.ts';
import { keptRoutes } from './kept-pieces/routes.ts';
import { objectionRoutes } from './objections/routes.ts';
import { historyRoutes } from './order-history/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { figureDeskRoutes, figureRoutes } from './page-views/figures/routes.ts';
import { pageViewRoutes } from './page-views/routes.ts';
import { paymentRoutes } from './payments/routes.ts';
import { problem, problemResponse } from './problem.ts';
import { rectificationRoutes } from './rectification/routes.ts';
import { accountRequestRoutes, requestRoutes } from './requests/routes.ts';
import { requireEncryption } from './require-encryption.ts';
import { isFromOurPages } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { breachActRoutes } from './staff/breaches/act-routes.ts';
import { breachDeskRoutes } from './staff/breaches/routes.ts';
import { keepingDeskRoutes } from './staff/keeping-routes.ts';
import { orderDeskRoutes } from './staff/orders/routes.ts';
import { registerDeskRoutes } from './staff/register-routes.ts';
import { requestActRoutes } from './staff/requests/act-routes.ts';
import { requestDeskRoutes } from './staff/requests/routes.ts';
import { requireStaff } from './staff/require-staff.ts';
import { deskRoutes } from './staff/routes.ts';
import { stockDeskRoutes } from './stock/desk-routes.ts';
import { stockRoutes } from './stock/routes.ts';
import { stockNoticeRoutes } from './stock-notices/routes.ts';
import { withdrawalDeskRoutes } from './withdrawals/desk-routes.ts';
import { withdrawalRoutes } from './withdrawals/routes.ts';
import { inLanguage } from './words/in-language.ts';
import { workListRoutes } from './work-list/routes.ts';

/** An act of a shopper has an address in each language, and each answers in its own. */
export const app = new Hono<ShopVariables>({ getPath: (request) => pathOfAddress(getPath(request)) });

/** Stripe, the carriers and the desk ask in no language: what is written because of them is in that of whom it goes to. */
app.use((context, next) =>
  isForAll(context.req.path) ? next() : inLanguage(languageOfPath(getPath(context.req.raw)), next),
);

app.use(securityHeaders);
app.use(requireEncryption);

/** Whoever watches the shop asks here: 200 when it can sell, 503 when a setting is missing. */
app.get(apiPaths.health, (context) => {
  const reading = readConfig(context.env);
  if ('config' in reading) return context.json({ status: 'ready' }, 200, { 'Cache-Control': 'no-store' });
  return problemResponse(notConfigured());
});

/**
 * Page views are most of what comes, and need neither a setting nor Stripe. Below, reading the settings and making
 * what calls out would take 66 µs of processor for each, a third of what the door itself takes.
 */
app.route('/', pageViewRoutes);

/** A shop with a setting missing refuses every act, clearly, rather than working by half. */
app.use('/api/*', async (context, next) => {
  const reading = readConfig(context.env);
  if ('missing' in reading) {
    console.error({ message: 'The shop is not configured', missing: reading.missing });
    return problemResponse(notConfigured());
  }
  context.set('shop', shopOf(context.env, reading.config, Date.now()));
  return next();
});

/** Another site's page may not act here in a visitor's name. Stripe's webhook carries no Origin. */
app.use('/api/*', async (context, next) => {
  const isOurs = isFromOurPages(context.req.raw, context.var.shop.config.siteOrigin);
  if (context.req.method === 'GET' || isOurs) return next();
  const detail = say`It came from a page of another site. Open our own page and try again.`;
  return problemResponse(problem('invalid-request', say`This request was not taken in.`, detail));
});

/** Before every route of the desk, whichever domain it belongs to. */
app.use(`${apiPaths.staff}/*`, requireStaff);

app.route('/', stockRoutes);
app.route('/', feedRoutes);
app.route('/', checkoutRoutes);
app.route('/', orderRoutes);
app.route('/', withdrawalRoutes);
app.route('/', paymentRoutes);
app.route('/', carrierRoutes);
app.route('/', erasureRoutes);
app.route('/', objectionRoutes);
app.route('/', consentRoutes);
app.route('/', stockNoticeRoutes);
app.route('/', accountRoutes);
app.route('/', historyRoutes);
app.route('/', keptRoutes);
app.route('/', requestRoutes);
app.route('/', accountRequestRoutes);
app.route('/', copyRoutes);
app.route('/', rectificationRoutes);
app.route('/', deskRoutes);
app.route('/', requestDeskRoutes);
app.route('/', requestActRoutes);
app.route('/', orderDeskRoutes);
app.route('/', registerDeskRoutes);
app.route('/', carrierDeskRoutes);
app.route('/', breachDeskRoutes);
app.route('/', breachActRoutes);
app.route('/', keepingDeskRoutes);
app.route('/', workListRoutes);
app.route('/', enteredOrderDeskRoutes);
app.route('/', stockDeskRoutes);
app.route('/', withdrawalDeskRoutes);
app.route('/', figureRoutes);
app.route('/', figureDeskRoutes);

app.notFound(() =>
  problemResponse(problem('not-found', say`There is nothing at this address.`, say`Check the address and the method.`)),
);

/** The one place where a surprise becomes an answer. Its kind and its place are logged, never what it was about. */
app.onError((error) => {
  console.error({ message: 'Unexpected', ...describeSurprise(error) });
  const detail = say`Something failed on our side. Your bag is kept. Please try again in a minute; if you were paying, your order page and your e-mail say whether it went through.`;
  return problemResponse(problem('internal', say`That did not work.`, detail));
});

function notConfigured() {
  const detail = say`The shop is being set up and can’t take orders yet. Your bag is kept.`;
  return problem('not-configured', say`The shop is not open yet.`, detail);
}
