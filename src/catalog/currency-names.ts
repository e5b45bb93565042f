import { type Phrase, phrase, say } from '../words/say.ts';
import type { Currency } from './money.ts';

export const currencyNames: Readonly<Record<Currency, Phrase>> = {
  EUR: phrase`Euro`,
  GBP: phrase`Pound sterling`,
  USD: phrase`US dollar`,
  CHF: phrase`Swiss franc`,
  JPY: phrase`Japanese yen`,
  AED: phrase`UAE dirham`,
};

export function currencyName(currency: Currency): string {
  return say(currencyNames[currency]);
}
