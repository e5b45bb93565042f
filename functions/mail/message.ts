import { z } from 'zod';

/** A message of the queue names a row of the outbox and carries nothing else. */
export const mailMessage = z.strictObject({ mailId: z.string().min(1).max(100) });

export type MailMessage = z.output<typeof mailMessage>;
