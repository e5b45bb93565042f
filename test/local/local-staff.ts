import type { StaffRole } from '../../src/api/answers.ts';

/** Who works for the house on this machine: one of each role. */
export const localStaff: readonly { readonly email: string; readonly role: StaffRole }[] = [
  { email: 'fulfilment@shop.example', role: 'fulfilment' },
  { email: 'client-care@shop.example', role: 'client-care' },
  { email: 'privacy@shop.example', role: 'privacy' },
  { email: 'owner@shop.example', role: 'owner' },
];
