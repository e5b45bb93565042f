import { statements } from '../../src/policy/document.ts';
import { ownerDuties } from '../../src/policy/owner-duties.ts';
import type { Register } from './judge-register.ts';
import { comingAtMost, register } from './register.ts';

/** The shop's own: its policy, its register, its owner's duties. */
export const shopRegister: Register = { sentences: statements(), entries: register, comingAtMost, ownerDuties };
