/** What the API answers about hearing from the house. Nothing in it names the person. */

/** The words that somebody was asked with, and when and where that was. */
export interface Asked {
  readonly wording: string;
  readonly wordingVersion: number;
  /** ISO 8601. */
  readonly askedAt: string;
  /** "your bag": where the words stood. */
  readonly where: string;
}

/** 200 of POST /api/consents/view {link} and of POST /api/consents/withdraw {link}. */
export interface ConsentView extends Asked {
  readonly state: 'standing' | 'withdrawn';
  readonly confirmedAt: string;
  readonly withdrawnAt?: string;
}

/** 200 of POST /api/consents/confirm {token}. */
export interface ConsentConfirmed {
  readonly state: 'confirmed' | 'confirmed-before';
  /** Opens the preferences page for as long as the proof is kept. */
  readonly link: string;
  readonly consent: ConsentView;
}

/** A wish that can still be confirmed. */
export interface WishView extends Asked {
  readonly state: 'asked';
}

/** 200 of POST /api/consents/wish {token}: what the link is about. Looking at it doesn’t use it up. */
export type WishAnswer = WishView | ConsentConfirmed;

/** 200 of GET and POST /api/account/consent; its body is AccountWish. */
export interface AccountConsent {
  /**
   * `none`: never asked for, or a wish that nobody confirmed. `asked`: a letter waits in the mailbox.
   * `standing`, `withdrawn`: then `consent` says of what.
   */
  readonly state: 'none' | 'asked' | 'standing' | 'withdrawn';
  readonly consent?: ConsentView;
  /** To stand beside the box, which is never ticked for anybody. */
  readonly wording: string;
}

/** Body of POST /api/account/consent: whether the box is now ticked. */
export interface AccountWish {
  readonly wanted: boolean;
}
