import type { MailSent } from '../../api/account-answers.ts';
import { apiPaths } from '../../paths.ts';
import { postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { showPart } from './show-part.ts';

onSubmit<MailSent>(
  part(document, 'form', HTMLFormElement),
  ({ email }) => postJson(apiPaths.accountForgotten, { email }),
  () => showPart(['asking', 'sent'], 'sent'),
);
