import type { AccountActDone } from '../../api/account-answers.ts';
import { apiPaths } from '../../paths.ts';
import { postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { takeToken } from './link-token.ts';
import { forgetSession } from './session.ts';
import { showPart } from './show-part.ts';
import './show-password.ts';

const states = ['asking', 'no-link', 'done'];
const token = takeToken();
if (!token) showPart(states, 'no-link');

onSubmit<AccountActDone>(
  part(document, 'form', HTMLFormElement),
  ({ password }) => postJson(apiPaths.accountReset, { token, password }),
  () => {
    // The server has ended every session, this browser's too.
    forgetSession();
    showPart(states, 'done');
  },
);
