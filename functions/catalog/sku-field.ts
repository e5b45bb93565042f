import { z } from 'zod';
import { longestSku, skuPattern } from '../../src/catalog/sku.ts';

/** As the catalogue writes one; whether there is such a piece is another question. */
export const skuField = z.string().max(longestSku).regex(skuPattern);
