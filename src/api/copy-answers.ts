/** A copy on its request's page. */
export interface CopyView {
  /** To be posted as `copy`. */
  readonly id: string;
  readonly kind: 'access' | 'portability';
  /** ISO 8601. */
  readonly offeredAt: string;
  readonly expiresAt: string;
  readonly state: 'ready' | 'fetched' | 'ended';
}

/** Body of POST /api/privacy/copies, as JSON or as the fields of a form. The answer is the file. */
export interface CopyWanted {
  readonly copy: string;
  /** The request's link; without it, a session after a step-up. */
  readonly link?: string;
}
