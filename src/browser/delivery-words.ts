/** What a way of delivery costs and when it arrives, in words: for the bag and for a piece's page. */
import { deliveryDates } from '../bag/delivery-dates.ts';
import type { DeliveryOption } from '../catalog/delivery.ts';
import { type Currency, formatMoney } from '../catalog/money.ts';
import { locale } from '../words/language.ts';
import { say } from '../words/say.ts';

const dayNames = new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'long' });

/** "Tue, 1 – Thu, 3 December": for an order of today, by this browser's calendar. */
export function datesInWords(option: DeliveryOption, madeToOrderWeeks: number): string {
  const { from, to } = deliveryDates(new Date(), option, madeToOrderWeeks);
  return dayNames.formatRange(from, to);
}

export function priceWords(amountMinor: number, currency: Currency): string {
  return amountMinor === 0 ? say`Free` : formatMoney(amountMinor, currency);
}
