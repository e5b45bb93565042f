/** The four collections, in the house's order. The key is the address, the value the name. */
export const collections = {
  jewellery: 'Jewellery',
  'watches-and-writing': 'Watches & Writing',
  leather: 'Leather',
  'silk-scent-and-home': 'Silk, Scent & Home',
} as const;

export type Collection = keyof typeof collections;

export const collectionSlugs = Object.keys(collections) as readonly Collection[];

/** What a shopper chooses between, in words for a form's legend. */
export const optionNames = {
  metal: 'Metal',
  case: 'Case',
  colour: 'Colour',
  size: 'Size',
  nib: 'Nib',
} as const;

export type OptionAxis = keyof typeof optionNames;

/** In the order in which a page asks for them. */
export const optionAxes = Object.keys(optionNames) as readonly OptionAxis[];
