import type { Problem } from '../../src/api/answers.ts';
import { say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';

export function notSold(): Problem {
  const detail = say`Please open its page again. Nothing was kept of what you typed.`;
  return problem('unknown-sku', say`We do not sell this piece.`, detail);
}

export function isThere(): Problem {
  const detail = say`It can be bought now, so there is nothing to wait for. Nothing was kept of your address.`;
  return problem('conflict', say`It is in the house.`, detail);
}

/** The same whether it is used, over, forged, or its one letter has been written. */
export function confirmationEnded(): Problem {
  const detail = say`It works for a day. If you confirmed with it, that holds until our one letter is written. If you did not, nothing is sent to you; ask again on the page of the piece.`;
  return problem('link-ended', say`This link has ended.`, detail);
}

export function stopLinkUnknown(): Problem {
  const detail = say`It may be cut short. Please open the whole address from our letter. Nothing was changed.`;
  return problem('link-ended', say`This link opens nothing.`, detail);
}

/** Said to who reads the mailbox and to nobody else. */
export function onlyStored(): Problem {
  const detail = say`At your request your data is only kept, so we write to you about nothing new. Nothing was changed. Write to us, and the restriction can be lifted.`;
  return problem('conflict', say`We can’t take this on now.`, detail);
}

export function unreadableForm(): Problem {
  const detail = say`Please choose the piece, and give the whole address, as in claire@example.com. Nothing was changed.`;
  return problem('invalid-request', say`We could not read that.`, detail);
}
