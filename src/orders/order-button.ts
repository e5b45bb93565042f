import type { Language } from '../languages.ts';
import { language } from '../words/language.ts';
import { phrase, say } from '../words/say.ts';

/**
 * The words by which an order is placed. The button of the bag, that of the page without script and Stripe's own say
 * that they mean a payment: Directive 2011/83/EU, Art. 8(2), and CJEU C-249/21, by which the button's words alone
 * count. Stripe has its own word for `submit_type: pay` in each language of `locale`.
 */
export const orderButton = phrase`Pay`;

/** The language that the contract is made in, and Stripe's page with it. */
export function orderLocale(): Language {
  return language();
}

/** Beside Stripe's button, in its Markdown. @param links whole addresses */
export function beforeStripesButton(links: { readonly terms: string; readonly withdrawal: string }): string {
  return say`When you press Pay you place your order and owe the total above. Our [terms of sale](${links.terms}) apply. You have 14 days from delivery to [change your mind](${links.withdrawal}).`;
}
