import { riskWords } from '../../src/api/breach-words.ts';
import { timeInWords } from '../../src/api/time-in-words.ts';
import { dataInWords } from '../../src/policy/breach-data.ts';
import { contacts } from '../../src/policy/rights.ts';
import { peopleInWords } from './people/find-people.ts';
import type { PeopleCounts } from './people/queries.ts';
import type { Breach, Clock } from './queries.ts';

const unknown = 'not known yet; it follows, as Art. 33(4) GDPR allows';

/** All that Art. 33(3) GDPR asks for, in its order, from what is known now. To be read and edited before it goes. */
export function draftForAuthority(breach: Breach, clock: Clock | undefined, people: PeopleCounts, now: number): string {
  const data = dataInWords(namesOf(breach));
  const count = totalOf(people);
  const isFollowing = clock !== undefined && clock.kept_at !== null;
  const isLate = clock !== undefined && clock.kept_at === null && now >= clock.due_at;
  return [
    isFollowing
      ? `More information about the personal data breach ${breach.number} (Art. 33(4) GDPR)`
      : `Notification of a personal data breach (Art. 33 GDPR), our reference ${breach.number}`,
    `Controller: ${contacts.controller}\nContact point for more information (Art. 33(3)(b)): ${contacts.privacyEmail}`,
    `Discovered: ${timeInWords(breach.discovered_at)}`,
    `Nature of the breach (Art. 33(3)(a)): ${breach.happened}`,
    `Categories and approximate number of the people concerned (Art. 33(3)(a)): ${count === 0 ? unknown : peopleInWords(count)}`,
    `Categories of the personal data concerned (Art. 33(3)(a)): ${data.length === 0 ? unknown : `\n${data.join('\n')}`}`,
    `Approximate number of records concerned (Art. 33(3)(a)): ${count === 0 ? unknown : `those of ${peopleInWords(count)}`}`,
    `Likely consequences (Art. 33(3)(c)): ${breach.consequences || unknown}`,
    `Risk as we judge it: ${riskWords[breach.risk]}${breach.risk_reason ? `. ${breach.risk_reason}` : ''}`,
    `Measures taken or proposed (Art. 33(3)(d)): ${breach.measures || unknown}`,
    ...(isLate ? ['Reasons for the delay (Art. 33(1)): '] : []),
  ].join('\n\n');
}

/** Art. 34(2): in clear and plain language; the letter around it says whom to ask. */
export function draftForPeople(breach: Breach): string {
  const data = dataInWords(namesOf(breach));
  return [
    `On ${timeInWords(breach.discovered_at)} we discovered a breach that affects your data. ${breach.happened}`,
    data.length === 0 ? '' : `What it is about:\n${data.join('\n')}`,
    breach.consequences ? `What may come of it: ${breach.consequences}` : '',
    breach.measures ? `What we have done: ${breach.measures}` : '',
    'We are sorry. If somebody writes or calls you in our name and asks for a password or a payment, it is not us.',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function namesOf({ data }: Breach): string[] {
  return JSON.parse(data);
}

function totalOf({ found, writing, told, refused, not_told }: PeopleCounts): number {
  return found + writing + told + refused + not_told;
}
