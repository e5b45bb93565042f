import type { StaffRole } from '../../src/api/answers.ts';
import type { StaffOrderAct } from '../../src/api/staff-orders.ts';
import type { DeskWithdrawalAct } from '../../src/api/withdrawal-answers.ts';
import { apiPaths, previewOf } from '../../src/paths.ts';

export const staffRoles: readonly StaffRole[] = ['fulfilment', 'client-care', 'privacy', 'owner'];

export interface StaffRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As Hono has it: `/api/staff/requests/:number`. */
  readonly path: string;
  readonly roles: readonly StaffRole[];
}

/** Who decides about a request, and sees what the house holds of a person. */
const deciders: readonly StaffRole[] = ['privacy', 'owner'];
/** Who takes requests in, reads them and writes to people about them. */
const readers: readonly StaffRole[] = ['client-care', ...deciders];

/** Who prepares and sends parcels, takes them back and counts what is in the house. */
const packers: readonly StaffRole[] = ['fulfilment', 'owner'];
/** Who decides with a customer what becomes of an order, and pays back. */
const carers: readonly StaffRole[] = ['client-care', 'owner'];
/** All but the privacy role, which only looks at orders. */
const handlers: readonly StaffRole[] = ['fulfilment', 'client-care', 'owner'];

/** Who may do what about an order: the routes below, and what the desk offers. */
export const rolesOfActs: Readonly<Record<StaffOrderAct, readonly StaffRole[]>> = {
  hold: handlers,
  release: carers,
  // Whoever decides with the customer what becomes of an order; who packs it decides nothing about them.
  'clear-flag': carers,
  prepare: packers,
  ship: packers,
  complete: packers,
  'note-delivery': packers,
  'note-loss': packers,
  resend: handlers,
  return: packers,
  cancel: carers,
  refund: carers,
};
/** The same about a withdrawal. */
export const rolesOfWithdrawalActs: Readonly<Record<DeskWithdrawalAct, readonly StaffRole[]>> = {
  label: handlers,
  arrival: packers,
  refund: carers,
};

/** Who may use what: every route of the desk, once. What is not here is refused to everybody, whatever is mounted. */
export const staffRoutes: readonly StaffRoute[] = [
  { method: 'GET', path: apiPaths.staffMe, roles: staffRoles },
  // Privacy too: whoever's data is restricted has orders that nobody else sees.
  { method: 'GET', path: apiPaths.staffOrders, roles: staffRoles },
  { method: 'POST', path: apiPaths.staffOrderSearch, roles: staffRoles },
  { method: 'GET', path: apiPaths.staffStock, roles: packers },
  { method: 'GET', path: apiPaths.staffStockOf, roles: packers },
  { method: 'POST', path: apiPaths.staffStockOf, roles: packers },
  { method: 'GET', path: apiPaths.staffRequests, roles: readers },
  { method: 'POST', path: apiPaths.staffRequests, roles: readers },
  { method: 'POST', path: apiPaths.staffRequestView, roles: readers },
  ...actWithLetter(apiPaths.staffRequestAnswer, readers),
  ...actWithLetter(apiPaths.staffRequestDecide, deciders),
  ...actWithLetter(apiPaths.staffRequestCorrection, deciders),
  ...actWithLetter(apiPaths.staffRequestExtend, deciders),
  ...actWithLetter(apiPaths.staffRequestChildReport, deciders),
  ...actWithLetter(apiPaths.staffRequestObjection, deciders),
  ...actWithLetter(apiPaths.staffRequestLiftRestriction, deciders),
  { method: 'POST', path: apiPaths.staffRequestRecipient, roles: deciders },
  { method: 'POST', path: apiPaths.staffOrderView, roles: staffRoles },
  { method: 'POST', path: apiPaths.staffOrderHold, roles: rolesOfActs.hold },
  { method: 'POST', path: apiPaths.staffOrderRelease, roles: rolesOfActs.release },
  { method: 'POST', path: apiPaths.staffOrderClearFlag, roles: rolesOfActs['clear-flag'] },
  { method: 'POST', path: apiPaths.staffOrderPrepare, roles: rolesOfActs.prepare },
  { method: 'POST', path: apiPaths.staffOrderComplete, roles: rolesOfActs.complete },
  { method: 'POST', path: apiPaths.staffOrderResend, roles: rolesOfActs.resend },
  { method: 'POST', path: apiPaths.staffOrderReturn, roles: rolesOfActs.return },
  { method: 'POST', path: apiPaths.staffOrderCancel, roles: rolesOfActs.cancel },
  { method: 'POST', path: apiPaths.staffOrderParcels, roles: rolesOfActs.ship },
  { method: 'POST', path: apiPaths.staffOrderParcelDelivered, roles: rolesOfActs['note-delivery'] },
  { method: 'POST', path: apiPaths.staffOrderParcelLost, roles: rolesOfActs['note-loss'] },
  { method: 'POST', path: apiPaths.staffOrderRefunds, roles: rolesOfActs.refund },
  { method: 'GET', path: apiPaths.staffEnteredOrders, roles: carers },
  { method: 'POST', path: apiPaths.staffEnteredOrders, roles: carers },
  { method: 'POST', path: apiPaths.staffEnteredOrderEnd, roles: carers },
  { method: 'GET', path: apiPaths.staffWithdrawals, roles: handlers },
  { method: 'POST', path: apiPaths.staffWithdrawals, roles: carers },
  { method: 'POST', path: apiPaths.staffOrderToWithdraw, roles: carers },
  { method: 'POST', path: apiPaths.staffWithdrawalLabel, roles: rolesOfWithdrawalActs.label },
  { method: 'POST', path: apiPaths.staffWithdrawalArrival, roles: rolesOfWithdrawalActs.arrival },
  { method: 'POST', path: apiPaths.staffWithdrawalRefund, roles: rolesOfWithdrawalActs.refund },
  { method: 'GET', path: apiPaths.staffFigures, roles: deciders },
  { method: 'GET', path: apiPaths.staffBreaches, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreaches, roles: deciders },
  { method: 'GET', path: apiPaths.staffBreachesCsv, roles: deciders },
  { method: 'GET', path: apiPaths.staffBreachesJson, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreachView, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreachFacts, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreachCount, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreachPeople, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreachUnreached, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreachAuthority, roles: deciders },
  ...actWithLetter(apiPaths.staffBreachNotice, deciders),
  { method: 'POST', path: apiPaths.staffBreachOtherwise, roles: deciders },
  { method: 'POST', path: apiPaths.staffBreachClose, roles: deciders },
  { method: 'GET', path: apiPaths.staffRetention, roles: deciders },
  { method: 'GET', path: apiPaths.staffDuties, roles: deciders },
  // What the owner answers for, nobody else confirms.
  { method: 'POST', path: apiPaths.staffDuties, roles: ['owner'] },
  { method: 'GET', path: apiPaths.registerVerify, roles: deciders },
  { method: 'POST', path: apiPaths.ledgerReplay, roles: deciders },
  { method: 'GET', path: apiPaths.staffCarrierEvents, roles: handlers },
  { method: 'POST', path: apiPaths.staffCarrierEventSettle, roles: packers },
  { method: 'GET', path: apiPaths.staffPageViews, roles: readers },
  { method: 'GET', path: apiPaths.staffPageViewsNow, roles: readers },
  { method: 'GET', path: apiPaths.staffPageViewsTable, roles: readers },
];

/** Whoever may do it may see the letter first; nobody else may have the shop write one. */
function actWithLetter(path: string, roles: readonly StaffRole[]): StaffRoute[] {
  return [path, previewOf(path)].map((each) => ({ method: 'POST', path: each, roles }));
}

/** Whether the role decides about requests, and so sees whose data is restricted and what is held. */
export function mayDecide(role: StaffRole): boolean {
  return deciders.includes(role);
}

/**
 * Whether the role may. Where a path fits several patterns, each of them must allow it: which one the request then
 * reaches is the router's matter, and nothing of the kind may decide who is let in.
 */
export function mayUse(
  role: StaffRole,
  method: string,
  path: string,
  routes: readonly StaffRoute[] = staffRoutes,
): boolean {
  const fitting = routes.filter((route) => route.method === method && fits(route.path, path));
  return fitting.length > 0 && fitting.every(({ roles }) => roles.includes(role));
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, place) => (segment.startsWith(':') ? given[place] !== '' : segment === given[place]))
  );
}
