import { phrase } from '../../src/words/say.ts';
import type { RightsAct } from '../requests/act.ts';

/** Art. 16 GDPR: the person says what is right; nobody of the house has to believe it first. */
export const rectificationAct: RightsAct = async () => ({
  state: 'choose',
  words: phrase`Write below what it should be. An order that has not left us is changed at once; to one whose invoice is made, your correction is added.`,
});
