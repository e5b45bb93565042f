import type { OnlineStore } from 'schema-dts';
import type { House, PostalAddress } from '../../catalog/house.ts';
import { firstLanguage } from '../../languages.ts';
import { paths } from '../../paths.ts';
import { reference } from './linked-data.ts';

/** The house as a seller: what it is called where it sells, and all that it says of itself where it speaks. */

export function sellerIn(site: URL): Exclude<OnlineStore, string> {
  return { '@type': 'OnlineStore', '@id': '#house', name: 'LIEN', url: new URL(paths.home, site).href };
}

/** With how to reach it. What the owner has not given is left out. */
export function houseData(site: URL, house: House): Exclude<OnlineStore, string> {
  return {
    ...sellerIn(site),
    legalName: house.legalName ?? 'LIEN GROUP',
    logo: new URL('/apple-touch-icon.png', site).href,
    email: house.privacyEmail,
    ...(house.vatNumber !== null && { vatID: house.vatNumber }),
    ...(house.postalAddress && { address: addressOf(house.postalAddress) }),
    contactPoint: {
      '@type': 'ContactPoint',
      contactType: 'customer service',
      email: house.privacyEmail,
      url: new URL(paths.contact, site).href,
      // What the desk writes; pages and letters are in more.
      availableLanguage: [firstLanguage],
    },
    hasMerchantReturnPolicy: reference('#returns'),
  };
}

function addressOf({ lines, country }: PostalAddress) {
  return { '@type': 'PostalAddress', streetAddress: lines.join(', '), addressCountry: country } as const;
}
