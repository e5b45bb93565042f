import { dayInWords } from '../../src/api/day-in-words.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { codeOfLink, tokenOfLink } from '../links/one-time-link.ts';
import { selectLink } from '../links/queries.ts';
import { composeLetter, type Letter, type LetterPart } from '../mail/letter.ts';
import type { WriteLetter } from '../mail/letters.ts';
import type { OutboxRow } from '../mail/queries.ts';
import type { Shop } from '../shop.ts';
import { selectCredentials, selectCredentialsById, selectIdleAccount, selectRegistration } from './queries.ts';
import { endOfSilence, readSilence } from './warn-idle.ts';

/** The mailbox's yes to a new account; or, where there is one already, that there is. */
export const verifyAccount: WriteLetter = async (shop, row) => {
  if (await selectCredentials(shop.database, row.email)) return accountExists(shop);
  const link = await selectLink(shop.database, row.subject_id);
  const registration = link && (await selectRegistration(shop.database, link.subject_id));
  if (!registration) return undefined;
  return composeLetter({
    subject: say`Confirm your account`,
    parts: [
      said(say`Somebody, we hope you, asked for an account with this address under the name ${registration.username}.`),
      act(
        say`Confirm my account`,
        address(shop, paths.accountVerify(await tokenOfLink(shop, link.id))),
        say`The link works once, for a day.`,
      ),
      said(
        say`If it was not you, do not press it: without it there is no account, and what was typed is deleted in a day.`,
      ),
      questions(),
    ],
  });
};

/** Somebody registered with an address that has an account: the page doesn't say so, this letter does. */
function accountExists(shop: Shop): Promise<Letter> {
  return composeLetter({
    subject: say`You have an account already`,
    parts: [
      said(
        say`Somebody, perhaps you, asked for an account with this address. There is one already, and it is unchanged.`,
      ),
      leads(say`Sign in:`, address(shop, paths.accountSignIn)),
      leads(say`If the password is forgotten:`, address(shop, paths.accountForgotten)),
      said(say`If it was not you, there is nothing to do: without this letter nobody gets any further.`),
      questions(),
    ],
  });
}

export const resetPasswordLetter: WriteLetter = async (shop, row) => {
  const link = await selectLink(shop.database, row.subject_id);
  if (!link) return undefined;
  if (!(await selectCredentialsById(shop.database, link.subject_id))) return noAccount(shop);
  return composeLetter({
    subject: say`Choose a new password`,
    parts: [
      said(say`Somebody, we hope you, asked for a new password for the account with this address.`),
      act(
        say`Choose a new password`,
        address(shop, paths.accountReset(await tokenOfLink(shop, link.id))),
        say`The link works once, for 30 minutes.`,
      ),
      said(say`When it is chosen, every device that is signed in is signed out.`),
      said(
        say`If it was not you, there is nothing to do: without this letter nobody gets any further. Your password stays as it is.`,
      ),
      questions(),
    ],
  });
};

/** Somebody asked for a new password with an address that has no account. */
function noAccount(shop: Shop): Promise<Letter> {
  return composeLetter({
    subject: say`There is no account here`,
    parts: [
      said(say`Somebody, perhaps you, asked for a new password with this address. There is no account with it.`),
      said(say`You may have registered with another address, or not confirmed the account in time.`),
      leads(say`To register:`, address(shop, paths.accountRegister)),
      said(say`Orders need no account. If it was not you, there is nothing to do.`),
      questions(),
    ],
  });
}

export const passwordChanged: WriteLetter = async (shop) =>
  composeLetter({
    subject: say`Your password was changed`,
    parts: [
      said(say`The password of your account has just been changed, and other devices were signed out.`),
      ifItWasNotYou(shop),
      questions(),
    ],
  });

export const stepUpCode: WriteLetter = async (shop, row) => {
  const link = await selectLink(shop.database, row.subject_id);
  if (!link) return undefined;
  return composeLetter({
    subject: say`Your code`,
    parts: [
      said(say`You are about to change something in your account. This code shows that it is you.`),
      { kind: 'code', label: say`Your code:`, code: await codeOfLink(shop, link.id) },
      said(say`It works for ten minutes, and in the browser that asked for it. We never ask for it by telephone.`),
      said(say`If you did not ask for it, somebody else is signed in.`),
      ifItWasNotYou(shop),
      questions(),
    ],
  });
};

export const confirmNewEmail: WriteLetter = async (shop, row) => {
  if (await selectCredentials(shop.database, row.email)) return newEmailTaken(shop);
  const link = await selectLink(shop.database, row.subject_id);
  if (!link) return undefined;
  return composeLetter({
    subject: say`Confirm your new address`,
    parts: [
      said(say`Somebody, we hope you, wants to use this address for an account with us.`),
      act(
        say`Use this address`,
        address(shop, paths.accountNewEmail(await tokenOfLink(shop, link.id))),
        say`The link works once, for a day.`,
      ),
      said(
        say`If it was not you, there is nothing to do: without this letter nobody gets any further. The account keeps its old address.`,
      ),
      questions(),
    ],
  });
};

function newEmailTaken(shop: Shop): Promise<Letter> {
  return composeLetter({
    subject: say`This address has an account already`,
    parts: [
      said(say`Somebody, perhaps you, wanted to use this address for another account with us.`),
      said(say`It has an account already, so nothing was changed. One address has one account.`),
      leads(say`Sign in to it:`, address(shop, paths.accountSignIn)),
      questions(),
    ],
  });
}

export const emailChangeAsked: WriteLetter = async (shop) =>
  composeLetter({
    subject: say`Your account is to get another address`,
    parts: [
      said(
        say`You asked us to use another e-mail address for your account. Until it is confirmed there, this one stays.`,
      ),
      ifItWasNotYou(shop),
      said(say`A new password ends the change too.`),
      questions(),
    ],
  });

export const emailChanged: WriteLetter = async () =>
  composeLetter({
    subject: say`Your account has this address now`,
    parts: [
      said(say`From now on you sign in with this address, and we write to it about your account.`),
      said(say`Orders that you placed before keep the address that they were placed with.`),
      questions(),
    ],
  });

export const emailLeft: WriteLetter = async () =>
  composeLetter({
    subject: say`Your account has another address now`,
    parts: [
      said(say`Your account now uses another e-mail address. This one no longer opens it.`),
      said(say`If it was not you, write to us at once: ${contacts.privacyEmail}`),
    ],
  });

export const accountDeleted: WriteLetter = async (shop) =>
  composeLetter({
    subject: say`Your account is deleted`,
    parts: [
      said(say`Your account is gone: the name, the password, the sessions and the list of your orders.`),
      said(say`Orders themselves stay as long as tax law asks, and everything about delivery as long as it is needed.`),
      leads(
        say`To have everything else that we hold erased too, or to see it first:`,
        address(shop, paths.privacyRequest),
      ),
      questions(),
    ],
  });

/** Undefined when the person has come back since, or the account is gone. */
export const accountIdle: WriteLetter = async (shop: Shop, row: OutboxRow): Promise<Letter | undefined> => {
  const { accountId, lastActAt } = readSilence(row.subject_id);
  const account = await selectIdleAccount(shop.database, accountId, lastActAt);
  if (!account) return undefined;
  return composeLetter({
    subject: say`Your account ends on ${dayInWords(endOfSilence(account.last_act_at))}`,
    parts: [
      said(say`You were last signed in on ${dayInWords(account.last_act_at)}. After two years we delete an account.`),
      leads(say`To keep it, sign in once before that day:`, address(shop, paths.accountSignIn)),
      said(say`If you no longer want it, there is nothing to do. Your orders do not depend on it.`),
      questions(),
    ],
  });
};

function questions(): LetterPart {
  return { kind: 'small', words: say`Questions, or about your data: ${contacts.privacyEmail}` };
}

function said(words: string): LetterPart {
  return { kind: 'paragraph', words };
}

function leads(words: string, target: string): LetterPart {
  return { kind: 'paragraph', words: `${words} ${target}`, address: target };
}

function act(label: string, target: string, note: string): LetterPart {
  return { kind: 'act', label, address: target, note };
}

function ifItWasNotYou(shop: Shop): LetterPart {
  return leads(say`If it was not you, choose a new password:`, address(shop, paths.accountForgotten));
}

function address(shop: Shop, path: string): string {
  return new URL(path, shop.config.siteOrigin).href;
}
