import type { RequestKind } from '../policy/request-kinds.ts';
import { phrase } from '../words/say.ts';

/** What is written about many requests: the desk offers these by name, and functions/requests/fill-template.ts has their words. */

export interface RequestTemplate {
  readonly act: 'answer' | 'decide' | 'extend';
  /** As staff choose it. */
  readonly name: string;
  /** Of which requests; of all that are decided by words where it is left out. */
  readonly kinds?: readonly RequestKind[];
  /** Of a decision: what it may come to. */
  readonly outcomes?: readonly ('done' | 'done-in-part' | 'refused')[];
  /** What it rests on. Without one nothing is refused, and nothing takes longer: Article 12(3) and (4) GDPR. */
  readonly law?: string;
}

const inPartOrWhole = ['done-in-part', 'refused'] as const;

export const requestTemplates = {
  'identity-doubt': {
    act: 'answer',
    name: 'We are not sure that it is them',
    law: phrase`Article 12(6) GDPR`,
  },
  'agent-without-mandate': {
    act: 'answer',
    name: 'Somebody asked for them, and shows no mandate',
    law: phrase`Article 12(2) and (6) GDPR`,
  },
  'more-needed': {
    act: 'answer',
    name: 'We need to know what they mean',
    law: phrase`Recital 63 GDPR`,
  },
  'recipients-told': {
    act: 'answer',
    name: 'Whom we have told, and what they answered',
    kinds: ['rectification', 'erasure'],
    law: phrase`Article 19 GDPR`,
  },
  'done-as-asked': {
    act: 'decide',
    name: 'All of it is done',
    outcomes: ['done'],
  },
  'tax-law': {
    act: 'decide',
    name: 'Tax law has us keep it',
    kinds: ['erasure'],
    outcomes: inPartOrWhole,
    law: phrase`Article 17(3)(b) GDPR`,
  },
  'legal-claims': {
    act: 'decide',
    name: 'A legal claim needs it',
    kinds: ['erasure'],
    outcomes: inPartOrWhole,
    law: phrase`Article 17(3)(e) GDPR`,
  },
  accurate: {
    act: 'decide',
    name: 'What stands here is right',
    kinds: ['rectification'],
    outcomes: inPartOrWhole,
    law: phrase`Article 5(1)(d) and 16 GDPR`,
  },
  'treated-as-promised': {
    act: 'decide',
    name: 'It was treated as the policy says',
    kinds: ['complaint'],
    outcomes: inPartOrWhole,
    law: phrase`Article 5 and 6(1) GDPR`,
  },
  'not-identified': {
    act: 'decide',
    name: 'We can’t tell that it is theirs',
    outcomes: inPartOrWhole,
    law: phrase`Article 11(2) and 12(2) GDPR`,
  },
  excessive: {
    act: 'decide',
    name: 'It is asked again and again, or of no ground',
    outcomes: inPartOrWhole,
    law: phrase`Article 12(5)(b) GDPR`,
  },
  complex: {
    act: 'extend',
    name: 'It is complex',
    law: phrase`Article 12(3) GDPR`,
  },
  'many-requests': {
    act: 'extend',
    name: 'They have sent many requests',
    law: phrase`Article 12(3) GDPR`,
  },
} as const satisfies Record<string, RequestTemplate>;

export type TemplateId = keyof typeof requestTemplates;

export const templateIds = Object.keys(requestTemplates) as readonly TemplateId[];
