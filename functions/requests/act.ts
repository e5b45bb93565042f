import type { Shop } from '../shop.ts';
import type { PrivacyRequest } from './queries.ts';

/**
 * What carrying out a request has come to. The words are for the person's page.
 * `done`: it is carried out. `choose`: the person has something to confirm first.
 * `review`: one of the house has to decide. `working`: ours is done, recipients are not.
 */
export interface ActOutcome {
  readonly state: 'done' | 'choose' | 'review' | 'working';
  readonly words: string;
  /** The act has written the letter that tells of its end. */
  readonly isTold?: true;
}

/** Carries out a confirmed request of one kind. Safe to call again after it stopped halfway. */
export type RightsAct = (shop: Shop, request: PrivacyRequest) => Promise<ActOutcome>;
