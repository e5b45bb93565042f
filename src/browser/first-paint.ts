/**
 * Runs in <head>, before the first paint: names the shopper's currency on <html>, so that no other one flashes,
 * and says that scripts run. astro.config.mjs compiles it into the page and its hash into the policy.
 */
import { readCurrency, showCurrency } from './currency.ts';

document.documentElement.dataset['js'] = '';
showCurrency(readCurrency());

// A transition between pages that the browser breaks off (a slow page, a fast click) is the browser's own rejection,
// handed to no script; it harms nothing, and the page is there without it.
addEventListener('unhandledrejection', (event) => {
  const isTransition = event.reason instanceof DOMException && event.reason.message.startsWith('Transition was ');
  if (isTransition) event.preventDefault();
});
