import type { StaffOrder } from '../api/staff-orders.ts';
import type { Currency } from '../catalog/money.ts';
import { nameInWords } from '../catalog/name-in-words.ts';
import { rateInWords, saleTax, taxWithin } from './sale-tax.ts';

/** What the catalogue knows of a piece for customs. */
export interface CustomsFacts {
  /** Harmonised System: 6, 8 or 10 digits. */
  readonly customsCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly madeIn: string;
  /** With its box. */
  readonly weightGrams: number;
}

export interface InvoiceLine {
  readonly sku: string;
  readonly description: string;
  /** Empty, as the origin, where the catalogue has the piece no more: to be written in by hand. */
  readonly customsCode: string;
  readonly madeIn: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly valueMinor: number;
  readonly weightGrams?: number;
}

export interface Invoice {
  readonly currency: Currency;
  readonly lines: readonly InvoiceLine[];
  readonly goodsMinor: number;
  readonly deliveryMinor: number;
  readonly totalMinor: number;
  /** In the total. */
  readonly tax?: { readonly words: string; readonly minor: number };
  /** Undefined where the catalogue does not know it of every piece. */
  readonly weightGrams?: number;
  /** Sentences that the destination asks for. */
  readonly notes: readonly string[];
}

type Invoiced = Pick<StaffOrder, 'currency' | 'lines' | 'deliveryMinor' | 'totalMinor' | 'customer'>;

/** The order as customs and the tax office want to read it: the values are what was paid. */
export function commercialInvoice(order: Invoiced, facts: ReadonlyMap<string, CustomsFacts>): Invoice {
  const { currency, deliveryMinor, totalMinor, customer } = order;
  const lines = order.lines.map((line) => lineOf(line, facts.get(line.sku)));
  const tax = saleTax(customer.country, customer.postcode);
  const goodsMinor = lines.reduce((sum, { valueMinor }) => sum + valueMinor, 0);
  const weights = lines.map(({ weightGrams, quantity }) => (weightGrams ?? Number.NaN) * quantity);
  const weightGrams = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    currency,
    lines,
    goodsMinor,
    deliveryMinor,
    totalMinor,
    ...(tax.kind === 'vat'
      ? { tax: { words: `VAT at ${rateInWords(tax.rate)}`, minor: taxWithin(totalMinor, tax.rate) } }
      : {}),
    ...(Number.isNaN(weightGrams) ? {} : { weightGrams }),
    notes: tax.kind === 'vat' ? notesInside(customer.country) : notesOutside(customer.country, currency, goodsMinor),
  };
}

function lineOf(line: Invoiced['lines'][number], facts: CustomsFacts | undefined): InvoiceLine {
  const { sku, name, variant, quantity, unitMinor } = line;
  return {
    sku,
    description: nameInWords(name, variant),
    customsCode: facts?.customsCode ?? '',
    madeIn: facts?.madeIn ?? '',
    quantity,
    unitMinor,
    valueMinor: unitMinor * quantity,
    ...(facts ? { weightGrams: facts.weightGrams } : {}),
  };
}

function notesInside(country: string): readonly string[] {
  const land = country === 'GB' ? 'Northern Ireland' : 'the country of arrival';
  return [
    `Sale inside the European Union: the total has the VAT of ${land} in it (Directive 2006/112/EC, Art. 33(a), one-stop shop).`,
    'The goods are in free circulation. No customs declaration is needed.',
  ];
}

/** £135, up to which the seller accounts for the tax itself. Source: gov.uk, "VAT and overseas goods sold directly to customers in the UK". */
const britishLimitMinor = 13_500;

function notesOutside(country: string, currency: Currency, goodsMinor: number): readonly string[] {
  const notes = [
    'Export: exempt from VAT (Directive 2006/112/EC, Art. 146(1)). No VAT is charged.',
    'Delivered at place (DAP, Incoterms 2020): duty and tax of the country of arrival are the recipient’s. Sale, not a gift.',
  ];
  if (country === 'GB' && currency === 'GBP' && goodsMinor <= britishLimitMinor) {
    notes.push(
      'The goods are worth £135 or less: UK VAT is accounted for by the seller. Ask the owner before it leaves.',
    );
  }
  return notes;
}
