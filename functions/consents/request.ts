import { z } from 'zod';
import type { AccountWish } from '../../src/api/consent-answers.ts';
import { codeField, tokenField } from '../links/one-time-link.ts';

export const tokenBody = z.strictObject({ token: tokenField });
export const consentLinkBody = z.strictObject({ link: tokenField });
export const accountWishBody = z.strictObject({ wanted: z.boolean() }) satisfies z.ZodType<AccountWish>;

const addressField = z.string().trim().max(254).pipe(z.email());

/** Of the page’s plain forms; what a browser’s form has beside these is no business of ours. */
export const addressForm = z.object({ email: addressField });
export const codeForm = z.object({ email: addressField, code: codeField });
export const linkForm = z.object({ link: tokenField });
/** What a mail program posts, RFC 8058, and the page’s own button after it. */
export const oneClickForm = z.object({ 'List-Unsubscribe': z.literal('One-Click') });
