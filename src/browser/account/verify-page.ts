/** The person presses, and not the page by itself: programs that look into mailboxes follow links too. */
import type { Verified } from '../../api/account-answers.ts';
import { apiPaths, paths } from '../../paths.ts';
import { postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { takeToken } from './link-token.ts';
import { keepSession } from './session.ts';
import { showPart } from './show-part.ts';

const token = takeToken();
if (!token) showPart(['asking', 'no-link'], 'no-link');

onSubmit<Verified>(
  part(document, 'form', HTMLFormElement),
  () => postJson(apiPaths.accountVerify, { token }),
  ({ keepsPiece, ...session }) => {
    keepSession(session);
    location.assign(keepsPiece ? paths.accountWishlist : paths.account);
  },
);
