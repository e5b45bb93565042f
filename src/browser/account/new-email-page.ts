import type { AccountActDone } from '../../api/account-answers.ts';
import { apiPaths } from '../../paths.ts';
import { postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { takeToken } from './link-token.ts';
import { showPart } from './show-part.ts';

const states = ['asking', 'no-link', 'done'];
const token = takeToken();
if (!token) showPart(states, 'no-link');

onSubmit<AccountActDone>(
  part(document, 'form', HTMLFormElement),
  () => postJson(apiPaths.accountEmailConfirm, { token }),
  () => showPart(states, 'done'),
);
