/** The shopper's currency: `lg_currency` keeps it, `<html data-currency>` shows it, CSS does the rest. */
import { type Currency, houseCurrency, isCurrency } from '../catalog/money.ts';
import { onStoredElsewhere, readStored, removeStored, writeStored } from './storage.ts';

const key = 'lg_currency';

/** The house's own where none, or one that we no longer offer, is kept. */
export function readCurrency(): Currency {
  const kept = readStored(key);
  return isCurrency(kept) ? kept : houseCurrency;
}

/** On <html>, from where the style sheet shows the price in it. */
export function showCurrency(currency: Currency): void {
  document.documentElement.dataset['currency'] = currency;
}

export function chooseCurrency(currency: Currency): void {
  writeStored(key, currency);
  showCurrency(currency);
  dispatchEvent(new Event(changed));
}

/** Back to the house's own, with nothing kept. */
export function forgetCurrency(): void {
  removeStored(key);
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
