/** The shopper's currency: `lg_currency` keeps it, `<html data-currency>` shows it, CSS does the rest. */
import { type Currency, houseCurrency, isCurrency } from '../catalog/money.ts';
import { onStoredElsewhere, readStored, removeStored, writeStored } from './storage.ts';

const key = 'lg_currency';
/** As the address names it. */
export const inAddress = 'currency';

/**
 * What the address asks for, for whoever follows a link that named a price; else what the shopper chose; else the
 * house's own. Asking keeps nothing.
 */
export function readCurrency(): Currency {
  const asked = new URLSearchParams(location.search).get(inAddress);
  const kept = isCurrency(asked) ? asked : readStored(key);
  return isCurrency(kept) ? kept : houseCurrency;
}

/** On <html>, from where the style sheet shows the price in it. */
export function showCurrency(currency: Currency): void {
  document.documentElement.dataset['currency'] = currency;
}

/** A choice is kept, and takes the place of what the address asked for. */
export function chooseCurrency(currency: Currency): void {
  writeStored(key, currency);
  forgetAddress();
  showCurrency(currency);
  dispatchEvent(new Event(changed));
}

/** Back to the house's own, with nothing kept. */
export function forgetCurrency(): void {
  removeStored(key);
  forgetAddress();
  showCurrency(houseCurrency);
  dispatchEvent(new Event(changed));
}

/** Calls when the currency changes in this tab or in another. */
export function onCurrencyChange(listener: (currency: Currency) => void): void {
  addEventListener(changed, () => listener(readCurrency()));
  onStoredElsewhere(key, () => {
    showCurrency(readCurrency());
    listener(readCurrency());
  });
}

const changed = 'currencychange';

function forgetAddress(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(inAddress)) return;
  address.searchParams.delete(inAddress);
  history.replaceState(history.state, '', address);
}
