import { createHmac } from 'node:crypto';
import type { CardOnRecord } from './ledger.ts';

/** Why an issuer says no: https://docs.stripe.com/declines/codes */
export interface Decline {
  readonly code: string;
  readonly declineCode: string;
  /** What the shopper reads. */
  readonly message: string;
}

const generic: Decline = { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' };

const insufficientFunds: Decline = {
  code: 'card_declined',
  declineCode: 'insufficient_funds',
  message: 'Your card has insufficient funds. Try a different card.',
};

const notATestCard: Decline = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined. Only test cards work here.',
};

export const failedAuthentication: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: 'authentication_required',
  message: 'Your bank could not confirm that it is you. Try again, or use a different card.',
};

interface TestCard {
  readonly brand: 'amex' | 'mastercard' | 'visa';
  readonly authenticates?: boolean;
  readonly decline?: Decline;
  readonly country?: string;
  readonly funding?: string;
}

/** Test cards as https://docs.stripe.com/testing lists them. */
const testCards: Readonly<Record<string, TestCard>> = {
  '4242424242424242': { brand: 'visa' },
  '4000056655665556': { brand: 'visa', funding: 'debit' },
  '5555555555554444': { brand: 'mastercard' },
  '2223003122003222': { brand: 'mastercard' },
  '378282246310005': { brand: 'amex' },
  '4000002500000003': { brand: 'visa', country: 'FR' },
  '4000008260000000': { brand: 'visa', country: 'GB' },
  '4000003920000003': { brand: 'visa', country: 'JP' },
  '4000000000003220': { brand: 'visa', authenticates: true },
  '4000002500003155': { brand: 'visa', authenticates: true },
  '4000002760003184': { brand: 'visa', authenticates: true },
  '4000008260003178': { brand: 'visa', authenticates: true, decline: insufficientFunds },
  '4000008400001629': { brand: 'visa', authenticates: true, decline: generic },
  '4000000000000002': { brand: 'visa', decline: generic },
  '4000000000009995': { brand: 'visa', decline: insufficientFunds },
  '4000000000009987': { brand: 'visa', decline: { ...generic, declineCode: 'lost_card' } },
  '4000000000009979': { brand: 'visa', decline: { ...generic, declineCode: 'stolen_card' } },
  '4000000000000069': {
    brand: 'visa',
    decline: { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' },
  },
  '4000000000000127': {
    brand: 'visa',
    decline: {
      code: 'incorrect_cvc',
      declineCode: 'incorrect_cvc',
      message: "Your card's security code is incorrect.",
    },
  },
  '4000000000000119': {
    brand: 'visa',
    decline: {
      code: 'processing_error',
      declineCode: 'processing_error',
      message: 'The card could not be processed. Try again in a little while.',
    },
  },
};

export interface JudgedCard {
  readonly card: CardOnRecord;
  readonly authenticates: boolean;
  readonly decline: Decline | null;
}

/** What becomes of a payment with this card. The number goes no further than here. */
export function judgeCard(number: string, expiryMonth: number, expiryYear: number, fingerprintKey: string): JudgedCard {
  const testCard = testCards[number] ?? { brand: 'visa', decline: notATestCard };
  return {
    card: {
      brand: testCard.brand,
      last4: number.slice(-4),
      fingerprint: fingerprint(number, fingerprintKey),
      expiryMonth,
      expiryYear,
      country: testCard.country ?? 'US',
      funding: testCard.funding ?? 'credit',
    },
    authenticates: testCard.authenticates ?? false,
    decline: testCard.decline ?? null,
  };
}

/** The same for the same number within one account, and of no use to find the number. */
export function fingerprint(number: string, key: string): string {
  return createHmac('sha256', key).update(number).digest('base64url').replace(/[-_]/g, '0').slice(0, 16);
}

/** The check digit of ISO/IEC 7812. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const digits = [...number].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    if (index % 2 === 0) return total + digit;
    return total + (digit > 4 ? digit * 2 - 9 : digit * 2);
  }, 0);
  return sum % 10 === 0;
}
