/** Why a person is asked to look at an order, as codes; migration 0012 has them too. */
export const fraudReasons = ['country', 'attempts', 'value', 'early-warning'] as const;

export type FraudReason = (typeof fraudReasons)[number];

/** For whoever of the house decides. None of them says that it is fraud. */
export const fraudWords: Readonly<Record<FraudReason, string>> = {
  country: 'It was ordered in another country than it goes to.',
  attempts: 'More than five checkouts came from its IP address within a day.',
  value: 'It is worth more than any one piece of the house.',
  'early-warning': 'The bank of the card has told Stripe that the payment may be fraud.',
};
