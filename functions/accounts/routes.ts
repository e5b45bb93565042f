import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Problem } from '../../src/api/answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { readJson, type ShopVariables } from '../door.ts';
import { isProblem, problemResponse } from '../problem.ts';
import { limitRate } from '../rate-limit.ts';
import type { Shop } from '../shop.ts';
import { askForNewEmail, confirmNewEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { changeUsername } from './change-username.ts';
import { deleteAccount } from './delete-account.ts';
import { forgottenPassword } from './forgotten-password.ts';
import type { Session } from './queries.ts';
import { requireSession, requireStepUp, type SessionVariables } from './read-session.ts';
import { register } from './register.ts';
import {
  addressAlone,
  credentials,
  newPassword,
  newPasswordByLink,
  newUsername,
  registration,
  stepUpProof,
  tokenAlone,
} from './request.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';
import { mailStepUpCode, stepUp } from './step-up.ts';
import { verify } from './verify.ts';
import { viewAccount } from './view-account.ts';

export const accountRoutes = new Hono<SessionVariables>();

type Outcome = object | Problem;

/** For whoever has no session: parses, does the act, answers. */
function forAnybody<Schema extends z.ZodType<object>>(
  schema: Schema,
  status: 200 | 202,
  act: (shop: Shop, body: z.output<Schema>) => Promise<Outcome>,
) {
  return async (context: Context<ShopVariables>) => {
    const body = await readJson(context.req.raw, schema);
    return isProblem(body) ? problemResponse(body) : answer(await act(context.var.shop, body), status);
  };
}

/** For whoever is signed in. */
function forSession<Schema extends z.ZodType<object>>(
  schema: Schema,
  status: 200 | 202,
  act: (shop: Shop, session: Session, body: z.output<Schema>) => Promise<Outcome>,
) {
  return async (context: Context<SessionVariables>) => {
    const body = await readJson(context.req.raw, schema);
    if (isProblem(body)) return problemResponse(body);
    return answer(await act(context.var.shop, context.var.session, body), status);
  };
}

/** For whoever is signed in, and asks for nothing that has to be told in a body. */
function withoutBody(status: 200 | 202, act: (shop: Shop, session: Session) => Promise<Outcome>) {
  return async (context: Context<SessionVariables>) => answer(await act(context.var.shop, context.var.session), status);
}

function answer(outcome: Outcome, status: 200 | 202): Response {
  if (isProblem(outcome)) return problemResponse(outcome);
  return Response.json(outcome, { status, headers: { 'Cache-Control': 'no-store' } });
}

/** Before whatever hashes, guesses or sends a letter. */
const guarded = limitRate('RATE_LIMIT_SIGN_IN');
for (const path of [
  apiPaths.accountRegister,
  apiPaths.accountVerify,
  apiPaths.accountSignIn,
  apiPaths.accountForgotten,
  apiPaths.accountReset,
  apiPaths.accountEmailConfirm,
  apiPaths.accountStepUp,
  apiPaths.accountStepUpCode,
  apiPaths.accountPassword,
  apiPaths.accountEmail,
]) {
  accountRoutes.use(path, guarded);
}

accountRoutes.post(apiPaths.accountRegister, forAnybody(registration, 202, register));
accountRoutes.post(
  apiPaths.accountVerify,
  forAnybody(tokenAlone, 200, (shop, { token }) => verify(shop, token)),
);
accountRoutes.post(apiPaths.accountSignIn, forAnybody(credentials, 200, signIn));
accountRoutes.post(
  apiPaths.accountForgotten,
  forAnybody(addressAlone, 202, (shop, { email }) => forgottenPassword(shop, email)),
);
accountRoutes.post(apiPaths.accountReset, forAnybody(newPasswordByLink, 200, resetPassword));
accountRoutes.post(
  apiPaths.accountEmailConfirm,
  forAnybody(tokenAlone, 200, (shop, { token }) => confirmNewEmail(shop, token)),
);

accountRoutes.get(apiPaths.account, requireSession, withoutBody(200, viewAccount));
accountRoutes.post(apiPaths.accountSignOut, requireSession, withoutBody(200, signOut));
accountRoutes.post(apiPaths.accountSignOutEverywhere, requireSession, withoutBody(200, signOutEverywhere));
accountRoutes.post(apiPaths.accountStepUp, requireSession, forSession(stepUpProof, 200, stepUp));
accountRoutes.post(apiPaths.accountStepUpCode, requireSession, withoutBody(202, mailStepUpCode));
accountRoutes.post(
  apiPaths.accountUsername,
  requireSession,
  forSession(newUsername, 200, (shop, session, { username }) => changeUsername(shop, session, username)),
);
accountRoutes.post(
  apiPaths.accountPassword,
  requireSession,
  requireStepUp,
  forSession(newPassword, 200, (shop, session, { password }) => changePassword(shop, session, password)),
);
accountRoutes.post(
  apiPaths.accountEmail,
  requireSession,
  requireStepUp,
  forSession(addressAlone, 202, (shop, session, { email }) => askForNewEmail(shop, session, email)),
);
accountRoutes.post(apiPaths.accountDelete, requireSession, requireStepUp, withoutBody(200, deleteAccount));
