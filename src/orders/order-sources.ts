/** Where an order was made: by the shopper in the shop, or told to somebody of the house, who entered it. */
export const orderSources = ['shop', 'telephone', 'boutique'] as const;

export type OrderSource = (typeof orderSources)[number];

export const enteredSources = ['telephone', 'boutique'] as const satisfies readonly OrderSource[];

export type EnteredSource = (typeof enteredSources)[number];

export const sourceWords: Readonly<Record<OrderSource, string>> = {
  shop: 'In the shop',
  telephone: 'By telephone',
  boutique: 'In the boutique',
};
