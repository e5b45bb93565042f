import type { SignedIn } from '../../api/account-answers.ts';
import { apiPaths, paths } from '../../paths.ts';
import { postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { keepSession } from './session.ts';
import './show-password.ts';

onSubmit<SignedIn>(
  part(document, 'form', HTMLFormElement),
  ({ email, password }) => postJson(apiPaths.accountSignIn, { email, password }),
  (session) => {
    keepSession(session);
    location.assign(paths.account);
  },
);
