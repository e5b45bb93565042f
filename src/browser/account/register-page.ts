import type { MailSent } from '../../api/account-answers.ts';
import { apiPaths } from '../../paths.ts';
import { postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { carryPieceToKeep, pieceToKeep } from './piece-to-keep.ts';
import { showPart } from './show-part.ts';
import './show-password.ts';

onSubmit<MailSent>(
  part(document, 'form', HTMLFormElement),
  ({ username, email, password, isOldEnough }) =>
    postJson(apiPaths.accountRegister, {
      username,
      email,
      password,
      isOldEnough: isOldEnough === 'yes',
      toKeep: pieceToKeep(),
    }),
  () => showPart(['asking', 'sent'], 'sent'),
);
carryPieceToKeep();
