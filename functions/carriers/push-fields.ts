import { z } from 'zod';
import { normaliseTrackingNumber } from './carrier-event.ts';

/** Fields that both carriers' pushes have. What is not as expected is left empty where the event can do without it. */

export const trackingNumber = z.string().max(64).transform(normaliseTrackingNumber).pipe(z.string().min(1));

export const code = z.string().trim().max(64).catch('');

export const time = z.string().trim().max(64).catch('');

/** Nothing finer than the country is taken of a place. */
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .catch('');
