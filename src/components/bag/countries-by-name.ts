import { countryName, servedCountries } from '../../catalog/delivery.ts';
import { locale } from '../../words/language.ts';

/** Where the house delivers, as a shopper looks for it: by name. */
export function countriesByName(): readonly { readonly code: string; readonly name: string }[] {
  return servedCountries
    .map((code) => ({ code, name: countryName(code) }))
    .sort((one, other) => one.name.localeCompare(other.name, locale()));
}
