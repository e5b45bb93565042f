import { z } from 'zod';

/** Four hours: the longest that a session lasts, and so a view. */
export const longestViewMilliseconds = 4 * 60 * 60_000;

/** A word of ours, of a list, or the host name of a site that led here. */
const word = z.string().min(1).max(64);

/**
 * A page view as the queue carries it and the database keeps it: coarse words, and nothing
 * that a person or a device could be told by. Messages about one view name it by the same
 * `view`; they may come twice, late and in any order.
 */
export const pageView = z.strictObject({
  /** Random, made by the page for this view alone. */
  view: z.uuid(),
  /** What the day's secret makes of the tab's identifier: 22 characters of base64url, 128 bits of an HMAC-SHA-256. */
  session: z.string().regex(/^[\w-]{22}$/),
  /** Milliseconds since the epoch, by the Worker's clock; the earliest of a view's messages is right. */
  openedAt: z.int().min(0),
  /** A page of the site, as src/paths.ts writes it. */
  path: z.string().startsWith('/').max(128),
  /** ISO 3166-1 alpha-2, or `XX`. */
  country: z.string().regex(/^[A-Z][A-Z0-9]$/),
  device: z.enum(['phone', 'tablet', 'desktop', 'other']),
  browser: word,
  system: word,
  /** `direct`, `internal` (from a page of ours), `search`, `social`, `ai-assistant`, `mail`, a host name, or utm_source. */
  source: word,
  /** utm_medium and utm_campaign where they are of the list; else `none`. */
  medium: word,
  campaign: word,
  /** Seen and in focus so far: cumulative, so the largest of a view's messages is right. 0 when it opens. */
  milliseconds: z.int().min(0).max(longestViewMilliseconds),
});

export type PageView = z.output<typeof pageView>;

export const devices = pageView.shape.device.options;
