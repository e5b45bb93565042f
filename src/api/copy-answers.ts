/**
 * Body of POST /api/privacy/copies, as JSON or as the fields of a form. The answer is the file: of a request for access
 * a ZIP, of one for portability JSON.
 */
export interface CopyWanted {
  /** The request's link. */
  readonly link?: string;
  /** Without the link, and with a session after a step-up: the request's number. */
  readonly request?: string;
}
