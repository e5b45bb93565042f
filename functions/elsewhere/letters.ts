import { countryName, deliveryOption } from '../../src/catalog/delivery.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { nameInWords } from '../../src/catalog/name-in-words.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { readItem } from '../catalog/read-item.ts';
import { type Checkout, type CheckoutLine, selectCheckoutByNumber, selectCheckoutLines } from '../checkout/queries.ts';
import { composeLetter, type Letter, type LetterRow } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { instantInWords } from '../withdrawals/words.ts';

/**
 * The link to pay for what was ordered by telephone or in the boutique, with all that is to be known before paying
 * (Directive 2011/83/EU, Art. 8(6) and 6(1)). Not of one that is paid or ended: its link would lead nowhere.
 */
export async function paymentLinkLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const checkout = await selectCheckoutByNumber(shop.database, row.subject_id);
  if (checkout?.state !== 'open' || !checkout.pay_url || checkout.expires_at <= shop.now) return undefined;
  const lines = await selectCheckoutLines(shop.database, checkout.id);
  const ofWithdrawal = addressOf(shop, paths.delivery);
  const ofTerms = addressOf(shop, paths.terms);
  return composeLetter({
    subject: say`Your order ${checkout.number}: the link to pay`,
    parts: [
      { kind: 'paragraph', words: say`Good day,` },
      {
        kind: 'paragraph',
        words:
          checkout.source === 'boutique'
            ? say`you ordered this in our boutique. It is yours once it is paid; until then nothing is owed.`
            : say`you ordered this by telephone. It is yours once it is paid; until then nothing is owed.`,
      },
      { kind: 'rows', rows: rowsOf(checkout, lines) },
      { kind: 'paragraph', words: destinationWords(checkout) },
      { kind: 'paragraph', words: giftWords(checkout) },
      { kind: 'lines', lines: await termsOf(shop, lines) },
      {
        kind: 'act',
        label: say`Pay for your order`,
        address: checkout.pay_url,
        note: say`This leads to the page of Stripe, our payment provider. The pieces are held for you until ${instantInWords(checkout.expires_at)}; after that the link ends by itself.`,
      },
      {
        kind: 'paragraph',
        words: say`You may withdraw within 14 days of receiving your pieces, without giving a reason. How, the form, and the pieces that are excepted: ${ofWithdrawal}`,
        address: ofWithdrawal,
      },
      { kind: 'paragraph', words: say`The terms: ${ofTerms}`, address: ofTerms },
      {
        kind: 'paragraph',
        words: say`It was not you, or you have thought better of it? There is nothing to do: leave it unpaid. Questions: ${contacts.privacyEmail}`,
      },
    ],
  });
}

function destinationWords(checkout: Checkout): string {
  const country = countryName(checkout.country);
  const option = deliveryOption(checkout.country, checkout.delivery);
  return option
    ? say`To ${country} by ${option.name}, ${option.daysFrom} to ${option.daysTo} working days once it has left us. The payment page asks for the address.`
    : say`To ${country}. The payment page asks for the address.`;
}

function rowsOf(checkout: Checkout, lines: readonly CheckoutLine[]): LetterRow[] {
  const money = (amountMinor: number) => formatMoney(amountMinor, checkout.currency);
  return [
    ...lines.map((line) => ({
      title: `${line.quantity} × ${nameInWords(line.name, line.variant)}`,
      amount: money(line.unit_minor * line.quantity),
    })),
    { title: say`Delivery`, amount: checkout.delivery_minor === 0 ? say`Free` : money(checkout.delivery_minor) },
    {
      title: say`Total, tax included`,
      amount: money(checkout.subtotal_minor + checkout.delivery_minor),
      isTotal: true,
    },
  ];
}

/** What the shop's own bag says of a piece before it is paid. */
async function termsOf(shop: Shop, lines: readonly CheckoutLine[]): Promise<string[]> {
  const terms = await Promise.all(
    lines.map(async (line) => {
      const item = await readItem(shop.assets, shop.config.siteOrigin, line.sku);
      return [
        item?.madeToOrderWeeks
          ? say`${nameInWords(line.name, line.variant)}: made for you in about ${item.madeToOrderWeeks} weeks.`
          : '',
        item?.notReturnable
          ? say`${nameInWords(line.name, line.variant)} can’t be returned. ${item.notReturnable}`
          : '',
        item?.returnableWhileSealed ? say`${nameInWords(line.name, line.variant)}: ${item.returnableWhileSealed}` : '',
      ];
    }),
  );
  return terms.flat().filter(Boolean);
}

function giftWords({ gift_wrap: wrap, gift_message: message }: Checkout): string {
  if (wrap !== 1) return '';
  return message ? say`Wrapped as a gift. Your message: ${message}` : say`Wrapped as a gift.`;
}

function addressOf(shop: Shop, path: string): string {
  return new URL(path, shop.config.siteOrigin).href;
}
