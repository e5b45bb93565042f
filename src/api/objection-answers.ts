/** 200 of GET and POST /api/account/objections. */
export interface ObjectionsAnswer {
  /** Whether no visit is counted in a browser that is signed in: by an objection, or while the data is restricted. */
  readonly analytics: boolean;
}
