import { readFileSync } from 'node:fs';

/** The source of the Worker that takes the place of the `send_email` binding: workerd gets it as text. */
export const sendEmailModule = readFileSync(new URL('send-email-worker.mjs', import.meta.url), 'utf8');
