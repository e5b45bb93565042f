import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';

export function confirmationEnded(): Problem {
  const detail = say`It works for a day, and once. If you confirmed with it, that holds. If you did not, nothing is sent to you; ask again whenever you like.`;
  return problem('link-ended', say`This link has ended.`, detail);
}

export function preferencesLinkEnded(): Problem {
  const detail = say`It may be cut short, or what it was about is deleted: a year after you take it back, nothing of it is left. Have a new link sent to you, and it says what holds.`;
  return problem('link-ended', say`This link opens nothing.`, detail);
}

/** Said to who reads the mailbox and to nobody else. */
export function onlyStored(): Problem {
  const detail = say`At your request your data is only kept, or was erased, so we write to you about nothing new. Nothing was changed.`;
  return problem('conflict', say`We can’t take this on now.`, detail);
}

export function unreadableForm(): Problem {
  const detail = say`Please give the whole address, as in claire@example.com, and the code as it stands in the letter.`;
  return problem('invalid-request', say`We could not read that.`, detail);
}

/** RFC 8058 knows one body. */
export function notOneClick(): Problem {
  const detail = say`A mail program posts List-Unsubscribe=One-Click here. Nothing was changed.`;
  return problem('invalid-request', say`This request was not taken in.`, detail);
}
