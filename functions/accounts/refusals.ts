import type { Problem } from '../../src/api/answers.ts';
import { paragraph } from '../../src/words/paragraph.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';
import type { PasswordFault } from './password-rules.ts';

/** One for an unknown address, a wrong password and an address that isn't confirmed: which, is nobody else's business. */
export function notRecognised(): Problem {
  const detail = say`The e-mail address or the password is not right, or the address is not confirmed yet. Nothing was changed. Try again, or ask for a link to a new password: it comes to your mailbox.`;
  return problem('wrong-credentials', say`We could not sign you in.`, detail);
}

/** In a session: whose account it is, is known, and only the password or the code is wrong. */
export function notShown(): Problem {
  const detail = say`The password or the code is not right, or the code has ended. Nothing was changed. Try again, or ask for a new code.`;
  return problem('wrong-credentials', say`That did not show that it is you.`, detail);
}

/** Keyed by what was typed, so it says the same about an address that has an account and one that has none. */
export function tooManyGuesses(retryAfterSeconds: number): Problem {
  const detail = say`There were too many tries within an hour. Nothing was changed. Ask for a link to a new password: it comes to your mailbox and works at once. Or come back in an hour.`;
  return problem('too-many-requests', say`Please use your mailbox, or wait an hour.`, detail, { retryAfterSeconds });
}

export function tooManyLetters(retryAfterSeconds: number): Problem {
  const detail = say`We have written to this address several times within the hour, and write no more until it is over. Nothing was changed. Look for our letters in the mailbox, also among those that it took for spam.`;
  return problem('too-many-requests', say`Please look into the mailbox.`, detail, { retryAfterSeconds });
}

export function linkEnded(): Problem {
  const detail = say`It was used already, is too old, or was cut short. Nothing was changed. Ask for a new one, and open the newest letter.`;
  return problem('link-ended', say`This link opens nothing any more.`, detail);
}

export function weakPassword({ sentence }: PasswordFault): Problem {
  return problem(
    'weak-password',
    say`Please choose another password.`,
    paragraph([sentence, say`Nothing was changed.`]),
  );
}
