/**
 * The model form for withdrawing, word for word from Annex I(B) of Directive 2011/83/EU: on a page, and in the
 * confirmation of each order, which has to keep it (Art. 8(7)).
 *
 * @param seller who sells, as one line: name, address, e-mail address
 */
export function withdrawalForm(seller: string): readonly string[] {
  return [
    `— To ${seller}:`,
    '— I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract of sale of the following goods (*)/for the provision of the following service (*),',
    '— Ordered on (*)/received on (*),',
    '— Name of consumer(s),',
    '— Address of consumer(s),',
    '— Signature of consumer(s) (only if this form is notified on paper),',
    '— Date',
  ];
}

export const withdrawalFormTitle = 'Model withdrawal form';
export const withdrawalFormUse = '(complete and return this form only if you wish to withdraw from the contract)';
export const withdrawalFormEnd = '(*) Delete as appropriate.';
