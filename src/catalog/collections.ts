import { phrase, say } from '../words/say.ts';

/** The four collections, in the house's order. The key is the address, the value the name. */
export const collections = {
  jewellery: phrase`Jewellery`,
  'watches-and-writing': phrase`Watches & Writing`,
  leather: phrase`Leather`,
  'silk-scent-and-home': phrase`Silk, Scent & Home`,
} as const;

export type Collection = keyof typeof collections;

export const collectionSlugs = Object.keys(collections) as readonly Collection[];

export function collectionName(slug: Collection): string {
  return say(collections[slug]);
}

/** What a shopper chooses between, in words for a form's legend. */
export const optionNames = {
  metal: phrase`Metal`,
  case: phrase`Case`,
  colour: phrase`Colour`,
  size: phrase`Size`,
  nib: phrase`Nib`,
} as const;

/** What is asked for where one is still to be chosen: on the button, and beside it. */
export const optionWishes = {
  metal: { choose: phrase`Choose a metal`, please: phrase`Please choose a metal.` },
  case: { choose: phrase`Choose a case`, please: phrase`Please choose a case.` },
  colour: { choose: phrase`Choose a colour`, please: phrase`Please choose a colour.` },
  size: { choose: phrase`Choose a size`, please: phrase`Please choose a size.` },
  nib: { choose: phrase`Choose a nib`, please: phrase`Please choose a nib.` },
} as const satisfies Record<OptionAxis, unknown>;

export type OptionAxis = keyof typeof optionNames;

/** In the order in which a page asks for them. */
export const optionAxes = Object.keys(optionNames) as readonly OptionAxis[];
