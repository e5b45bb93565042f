import { z } from 'zod';
import type { Registration } from '../../src/api/account-answers.ts';
import { skuField } from '../catalog/sku-field.ts';
import { codeField, tokenField } from '../links/one-time-link.ts';

/** A name to be greeted by: any letters, no line break and nothing else that can't be seen. */
const usernameField = z
  .string()
  .max(200)
  .transform((name) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1)
      .max(40)
      .regex(/^[^\p{C}]+$/u),
  );

/** 254 characters: the most that an address has (RFC 5321, 4.5.3.1.3). */
const emailField = z.string().max(300).trim().max(254).pipe(z.email());

/** What is too short, too long or too common is judged with a sentence of its own; this bounds what is read at all. */
const passwordField = z.string().min(1).max(4096);

export const registration = z.strictObject({
  username: usernameField,
  email: emailField,
  password: passwordField,
  isOldEnough: z.literal(true),
  toKeep: skuField.optional(),
}) satisfies z.ZodType<Registration>;

export const credentials = z.strictObject({ email: emailField, password: passwordField });

export const addressAlone = z.strictObject({ email: emailField });

export const tokenAlone = z.strictObject({ token: tokenField });

export const newPasswordByLink = z.strictObject({ token: tokenField, password: passwordField });

export const newPassword = z.strictObject({ password: passwordField });

export const newUsername = z.strictObject({ username: usernameField });

export const stepUpProof = z.union([
  z.strictObject({ password: passwordField }),
  z.strictObject({ challenge: z.uuid(), code: codeField }),
]);

export type StepUpProof = z.output<typeof stepUpProof>;
