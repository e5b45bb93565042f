import type { StaffRole } from '../../../src/api/answers.ts';
import type { StaffOrderAct } from '../../../src/api/staff-orders.ts';
import { targetsOf } from '../../../src/orders/order-states.ts';
import { isComingBack, isUnderWay, type Life, remainingOf } from '../../order-life/life.ts';
import { rolesOfActs } from '../roles.ts';

/**
 * What can be done about an order now, by somebody of this role. A restricted person's data goes to no carrier.
 *
 * @param isFlagged whether a sign of fraud waits for a look
 */
export function actsOnOrder(role: StaffRole, life: Life, isRestricted: boolean, isFlagged: boolean): StaffOrderAct[] {
  const { state } = life;
  const can: Readonly<Record<StaffOrderAct, boolean>> = {
    hold: targetsOf('hold', state).length > 0,
    release: targetsOf('release', state).length > 0,
    // An order under review is released, and its flag cleared with it.
    'clear-flag': isFlagged && state !== 'under-review',
    prepare: targetsOf('prepare', state).length > 0 && !isRestricted,
    ship: (state === 'preparing' || state === 'partly-shipped') && !isRestricted && hasLeft(life),
    complete: state === 'partly-shipped',
    'note-delivery': life.parcels.some(({ deliveredAt }) => deliveredAt === null),
    'note-loss': life.parcels.some(isUnderWay),
    resend: targetsOf('resend', state).length > 0 && !isRestricted,
    // What was withdrawn comes back by its withdrawal, in another room.
    return: targetsOf('return', state).length > 0 && !isComingBack(life),
    cancel: targetsOf('cancel', state).length > 0,
    refund: life.refundedMinor < life.totalMinor,
  };
  return (Object.keys(can) as StaffOrderAct[]).filter((act) => can[act] && rolesOfActs[act].includes(role));
}

function hasLeft(life: Life): boolean {
  return [...remainingOf(life).values()].some((quantity) => quantity > 0);
}
