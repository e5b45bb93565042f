import { countryName, servedCountries } from '../../catalog/delivery.ts';

/** Where the house delivers, as a shopper looks for it: by name. */
export const countriesByName: readonly { readonly code: string; readonly name: string }[] = servedCountries
  .map((code) => ({ code, name: countryName(code) }))
  .sort((one, other) => one.name.localeCompare(other.name, 'en'));
