import { z } from 'zod';
import type { StockNoticeWish } from '../../src/api/kept-answers.ts';
import { currencies } from '../../src/catalog/money.ts';
import { skuField } from '../catalog/sku-field.ts';
import { codeField, tokenField } from '../links/one-time-link.ts';

const addressField = z.string().trim().max(254).pipe(z.email());

export const noticeBody = z.strictObject({
  sku: skuField,
  email: addressField,
  currency: z.enum(currencies),
}) satisfies z.ZodType<StockNoticeWish>;

/** Of the plain forms; what a browser’s form has beside these is no business of ours. */
export const noticeForm = z.object({ sku: skuField, email: addressField, currency: z.enum(currencies) });
export const tokenForm = z.object({ token: tokenField });
export const codeForm = z.object({ email: addressField, code: codeField });
