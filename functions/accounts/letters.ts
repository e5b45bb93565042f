import { dayInWords } from '../../src/api/day-in-words.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { codeOfLink, tokenOfLink } from '../links/one-time-link.ts';
import { selectLink } from '../links/queries.ts';
import { composeLetter, type Letter, type LetterPart } from '../mail/letter.ts';
import type { WriteLetter } from '../mail/letters.ts';
import type { OutboxRow } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { selectCredentials, selectCredentialsById, selectIdleAccount, selectRegistration } from './queries.ts';
import { endOfSilence, readSilence } from './warn-idle.ts';

const nothingToDo = 'If it was not you, there is nothing to do: without this letter nobody gets any further.';

/** The mailbox's yes to a new account; or, where there is one already, that there is. */
export const verifyAccount: WriteLetter = async (shop, row) => {
  if (await selectCredentials(shop.database, row.email)) return accountExists(shop);
  const link = await selectLink(shop.database, row.subject_id);
  const registration = link && (await selectRegistration(shop.database, link.subject_id));
  if (!registration) return undefined;
  return composeLetter({
    subject: 'Confirm your account',
    parts: [
      said(`Somebody, we hope you, asked for an account with this address under the name ${registration.username}.`),
      act('Confirm my account', address(shop, paths.accountVerify(await tokenOfLink(shop, link.id))), 'a day'),
      said(
        'If it was not you, do not press it: without it there is no account, and what was typed is deleted in a day.',
      ),
      questions,
    ],
  });
};

/** Somebody registered with an address that has an account: the page doesn't say so, this letter does. */
function accountExists(shop: Shop): Promise<Letter> {
  return composeLetter({
    subject: 'You have an account already',
    parts: [
      said('Somebody, perhaps you, asked for an account with this address. There is one already, and it is unchanged.'),
      leads('Sign in:', address(shop, paths.accountSignIn)),
      leads('If the password is forgotten:', address(shop, paths.accountForgotten)),
      said(nothingToDo),
      questions,
    ],
  });
}

export const resetPasswordLetter: WriteLetter = async (shop, row) => {
  const link = await selectLink(shop.database, row.subject_id);
  if (!link) return undefined;
  if (!(await selectCredentialsById(shop.database, link.subject_id))) return noAccount(shop);
  return composeLetter({
    subject: 'Choose a new password',
    parts: [
      said('Somebody, we hope you, asked for a new password for the account with this address.'),
      act('Choose a new password', address(shop, paths.accountReset(await tokenOfLink(shop, link.id))), '30 minutes'),
      said('When it is chosen, every device that is signed in is signed out.'),
      said(`${nothingToDo} Your password stays as it is.`),
      questions,
    ],
  });
};

/** Somebody asked for a new password with an address that has no account. */
function noAccount(shop: Shop): Promise<Letter> {
  return composeLetter({
    subject: 'There is no account here',
    parts: [
      said('Somebody, perhaps you, asked for a new password with this address. There is no account with it.'),
      said('You may have registered with another address, or not confirmed the account in time.'),
      leads('To register:', address(shop, paths.accountRegister)),
      said('Orders need no account. If it was not you, there is nothing to do.'),
      questions,
    ],
  });
}

export const passwordChanged: WriteLetter = async (shop) =>
  composeLetter({
    subject: 'Your password was changed',
    parts: [
      said('The password of your account has just been changed, and other devices were signed out.'),
      ifItWasNotYou(shop),
      questions,
    ],
  });

export const stepUpCode: WriteLetter = async (shop, row) => {
  const link = await selectLink(shop.database, row.subject_id);
  if (!link) return undefined;
  return composeLetter({
    subject: 'Your code',
    parts: [
      said('You are about to change something in your account. This code shows that it is you.'),
      { kind: 'code', label: 'Your code:', code: await codeOfLink(shop, link.id) },
      said('It works for ten minutes, and in the browser that asked for it. We never ask for it by telephone.'),
      said('If you did not ask for it, somebody else is signed in.'),
      ifItWasNotYou(shop),
      questions,
    ],
  });
};

export const confirmNewEmail: WriteLetter = async (shop, row) => {
  if (await selectCredentials(shop.database, row.email)) return newEmailTaken(shop);
  const link = await selectLink(shop.database, row.subject_id);
  if (!link) return undefined;
  return composeLetter({
    subject: 'Confirm your new address',
    parts: [
      said('Somebody, we hope you, wants to use this address for an account with us.'),
      act('Use this address', address(shop, paths.accountNewEmail(await tokenOfLink(shop, link.id))), 'a day'),
      said(`${nothingToDo} The account keeps its old address.`),
      questions,
    ],
  });
};

function newEmailTaken(shop: Shop): Promise<Letter> {
  return composeLetter({
    subject: 'This address has an account already',
    parts: [
      said('Somebody, perhaps you, wanted to use this address for another account with us.'),
      said('It has an account already, so nothing was changed. One address has one account.'),
      leads('Sign in to it:', address(shop, paths.accountSignIn)),
      questions,
    ],
  });
}

export const emailChangeAsked: WriteLetter = async (shop) =>
  composeLetter({
    subject: 'Your account is to get another address',
    parts: [
      said('You asked us to use another e-mail address for your account. Until it is confirmed there, this one stays.'),
      ifItWasNotYou(shop),
      said('A new password ends the change too.'),
      questions,
    ],
  });

export const emailChanged: WriteLetter = async () =>
  composeLetter({
    subject: 'Your account has this address now',
    parts: [
      said('From now on you sign in with this address, and we write to it about your account.'),
      said('Orders that you placed before keep the address that they were placed with.'),
      questions,
    ],
  });

export const emailLeft: WriteLetter = async () =>
  composeLetter({
    subject: 'Your account has another address now',
    parts: [
      said('Your account now uses another e-mail address. This one no longer opens it.'),
      said(`If it was not you, write to us at once: ${contacts.privacyEmail}`),
    ],
  });

export const accountDeleted: WriteLetter = async (shop) =>
  composeLetter({
    subject: 'Your account is deleted',
    parts: [
      said('Your account is gone: the name, the password, the sessions and the list of your orders.'),
      said('Orders themselves stay as long as tax law asks, and everything about delivery as long as it is needed.'),
      leads(
        'To have everything else that we hold erased too, or to see it first:',
        address(shop, paths.privacyRequest),
      ),
      questions,
    ],
  });

/** Undefined when the person has come back since, or the account is gone. */
export const accountIdle: WriteLetter = async (shop: Shop, row: OutboxRow): Promise<Letter | undefined> => {
  const { accountId, lastActAt } = readSilence(row.subject_id);
  const account = await selectIdleAccount(shop.database, accountId, lastActAt);
  if (!account) return undefined;
  return composeLetter({
    subject: `Your account ends on ${dayInWords(endOfSilence(account.last_act_at))}`,
    parts: [
      said(`You were last signed in on ${dayInWords(account.last_act_at)}. After two years we delete an account.`),
      leads('To keep it, sign in once before that day:', address(shop, paths.accountSignIn)),
      said('If you no longer want it, there is nothing to do. Your orders do not depend on it.'),
      questions,
    ],
  });
};

const questions: LetterPart = { kind: 'small', words: `Questions, or about your data: ${contacts.privacyEmail}` };

function said(words: string): LetterPart {
  return { kind: 'paragraph', words };
}

function leads(words: string, target: string): LetterPart {
  return { kind: 'paragraph', words: `${words} ${target}`, address: target };
}

function act(label: string, target: string, life: string): LetterPart {
  return { kind: 'act', label, address: target, note: `The link works once, for ${life}.` };
}

function ifItWasNotYou(shop: Shop): LetterPart {
  return leads('If it was not you, choose a new password:', address(shop, paths.accountForgotten));
}

function address(shop: Shop, path: string): string {
  return new URL(path, shop.config.siteOrigin).href;
}
