/**
 * Runs in <head>, before the first paint: names the shopper's currency on <html>, so that no other one flashes,
 * and says that scripts run. astro.config.mjs compiles it into the page and its hash into the policy.
 */
import { readCurrency, showCurrency } from './currency.ts';

document.documentElement.dataset['js'] = '';
showCurrency(readCurrency());
