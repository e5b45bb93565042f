import type { MerchantReturnPolicy } from 'schema-dts';
import { servedCountries } from '../../catalog/delivery.ts';
import type { Piece } from '../../catalog/read-pieces.ts';
import { paths } from '../../paths.ts';

/** The days that the law gives, and the house gives everywhere: docs and pages say the same. */
const returnDays = 14;

/** The house's own, or what a piece makes of it. The label for the way back is the house's. */
export function returnPolicy(
  site: URL,
  piece?: Pick<Piece, 'notReturnable' | 'returnableWhileSealed'>,
): Exclude<MerchantReturnPolicy, string> {
  const about = {
    '@type': 'MerchantReturnPolicy',
    '@id': '#returns',
    applicableCountry: [...servedCountries],
  } as const;
  if (piece?.notReturnable) {
    return {
      ...about,
      returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted',
      merchantReturnLink: new URL(`${paths.delivery}#exceptions`, site).href,
    };
  }
  return {
    ...about,
    returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
    merchantReturnDays: returnDays,
    returnMethod: 'https://schema.org/ReturnByMail',
    returnFees: 'https://schema.org/FreeReturn',
    refundType: 'https://schema.org/FullRefund',
    // Sealed for hygiene: it comes back as it left.
    ...(piece?.returnableWhileSealed && { itemCondition: 'https://schema.org/NewCondition' }),
    merchantReturnLink: new URL(`${paths.delivery}#${piece?.returnableWhileSealed ? 'exceptions' : 'returns'}`, site)
      .href,
  };
}
