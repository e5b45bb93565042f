import { phrase } from '../../src/words/say.ts';
import type { RightsAct } from '../requests/act.ts';

/** Shows first what goes and what stays: the request's page has the preview, and the person confirms it there. */
export const erasureAct: RightsAct = async () => ({
  state: 'choose',
  words: phrase`See what goes and what the law has us keep, and confirm it. Until then nothing is deleted.`,
});
