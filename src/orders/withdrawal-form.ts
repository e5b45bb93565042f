import { phrase, say } from '../words/say.ts';

/**
 * The model form for withdrawing, word for word from Annex I(B) of Directive 2011/83/EU: on a page, and in the
 * confirmation of each order, which has to keep it (Art. 8(7)).
 *
 * @param seller who sells, as one line: name, address, e-mail address
 */
export function withdrawalForm(seller: string): readonly string[] {
  return [
    say`— To ${seller}:`,
    say`— I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract of sale of the following goods (*)/for the provision of the following service (*),`,
    say`— Ordered on (*)/received on (*),`,
    say`— Name of consumer(s),`,
    say`— Address of consumer(s),`,
    say`— Signature of consumer(s) (only if this form is notified on paper),`,
    say`— Date`,
  ];
}

export const withdrawalFormTitle = phrase`Model withdrawal form`;
export const withdrawalFormUse = phrase`(complete and return this form only if you wish to withdraw from the contract)`;
export const withdrawalFormEnd = phrase`(*) Delete as appropriate.`;
