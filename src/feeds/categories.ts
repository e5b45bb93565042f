/**
 * Google's own names for kinds of things, by the house's kind. Source: google.com/basepages/producttype. A kind that is
 * not here goes without: Google then finds one by itself.
 */
const ofAccessories = 'Apparel & Accessories';

export const categories: Readonly<Record<string, string>> = {
  Ring: `${ofAccessories} > Jewelry > Rings`,
  Bangle: `${ofAccessories} > Jewelry > Bracelets`,
  Pendant: `${ofAccessories} > Jewelry > Necklaces`,
  Earrings: `${ofAccessories} > Jewelry > Earrings`,
  Watch: `${ofAccessories} > Jewelry > Watches`,
  Handbag: `${ofAccessories} > Handbags, Wallets & Cases > Handbags`,
  'Card case': `${ofAccessories} > Handbags, Wallets & Cases > Business Card Cases`,
  Belt: `${ofAccessories} > Clothing Accessories > Belts`,
  Scarf: `${ofAccessories} > Clothing Accessories > Scarves & Shawls`,
  Sunglasses: `${ofAccessories} > Clothing Accessories > Sunglasses`,
  'Fountain pen': 'Office Supplies > Office Instruments > Writing & Drawing Instruments > Pens & Pencils > Pens',
  Trunk: 'Luggage & Bags > Train Cases',
  Perfume: 'Health & Beauty > Personal Care > Cosmetics > Perfume & Cologne',
  Candle: 'Home & Garden > Decor > Home Fragrances > Candles',
  Throw: 'Home & Garden > Linens & Bedding > Bedding > Blankets',
  'Decanter set': 'Home & Garden > Kitchen & Dining > Barware > Decanters',
};

/** Where age, sex and colour have to be said. */
export function isWorn(kind: string): boolean {
  return categories[kind]?.startsWith(ofAccessories) ?? false;
}
