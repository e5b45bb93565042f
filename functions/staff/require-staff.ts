import type { MiddlewareHandler } from 'hono';
import type { Problem, StaffMe } from '../../src/api/answers.ts';
import type { ShopVariables } from '../door.ts';
import { isProblem, problem, problemResponse } from '../problem.ts';
import type { Shop } from '../shop.ts';
import { selectStaffRole } from './queries.ts';
import { mayUse } from './roles.ts';
import { verifyToken } from './verify-token.ts';

/** What the routes of the desk may count on besides the shop: who asks. */
export interface StaffVariables {
  Bindings: ShopVariables['Bindings'];
  Variables: ShopVariables['Variables'] & { staff: StaffMe };
}

/** Lets in who the host's sign-in vouches for, is of the house, and may use this very route; nobody else, for any reason. */
export const requireStaff: MiddlewareHandler<StaffVariables> = async (context, next) => {
  const { shop } = context.var;
  const staff = await readStaff(shop, context.req.header('Cf-Access-Jwt-Assertion'));
  if (isProblem(staff)) return problemResponse(staff);
  if (!mayUse(staff.role, context.req.method, context.req.path)) return problemResponse(notTheirs());
  context.set('staff', staff);
  return next();
};

async function readStaff(shop: Shop, token: string | undefined): Promise<StaffMe | Problem> {
  if (!token) return notSignedIn();
  const reading = await verifyToken(shop, token);
  switch (reading.kind) {
    case 'unreachable':
      console.error({ message: 'The keys of the staff sign-in could not be read' });
      return accessUnreachable();
    case 'refused':
      console.error({ message: 'A token of the staff sign-in was refused', reason: reading.reason });
      return notSignedIn();
    case 'person': {
      const role = await selectStaffRole(shop.database, reading.email);
      return role ? { email: reading.email, role } : notOfTheHouse();
    }
  }
}

function notSignedIn(): Problem {
  const detail = 'Open the desk again and sign in. Nothing was shown, and nothing was changed.';
  return problem('not-signed-in', 'You are not signed in.', detail);
}

function notOfTheHouse(): Problem {
  const detail =
    'The address that you signed in with is not on the list of the house’s staff. Nothing was shown. An owner of the house can add it.';
  return problem('not-allowed', 'The desk is not open to you.', detail);
}

function notTheirs(): Problem {
  const detail = 'Your role does not include this. Nothing was shown, and nothing was changed.';
  return problem('not-allowed', 'This is not yours to open.', detail);
}

function accessUnreachable(): Problem {
  const detail =
    'The sign-in did not answer, and as long as it doesn’t nobody is let in. Nothing was shown, and nothing was changed. Please try again in a minute.';
  return problem('access-unreachable', 'We can’t see who you are right now.', detail);
}
