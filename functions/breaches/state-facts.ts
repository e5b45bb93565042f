import type { Problem } from '../../src/api/answers.ts';
import type { BreachFacts } from '../../src/api/breach-answers.ts';
import { riskWords } from '../../src/api/breach-words.ts';
import { dataInWords } from '../../src/policy/breach-data.ts';
import { type AtBreach, changeBreach } from './change-breach.ts';
import { setFactsStatement } from './queries.ts';
import { notNow } from './refusals.ts';

/** What is known now. What was known before stays in the record. */
export async function stateFacts(at: AtBreach, facts: BreachFacts): Promise<string | Problem> {
  if (facts.risk !== 'unknown' && facts.riskReason === '') {
    return notNow('Why is it judged so?', 'A judgement of the risk has its reason beside it.');
  }
  const { happened, consequences, measures, risk, riskReason } = facts;
  const refusal = await changeBreach(at, { kind: 'facts', words: factsInWords(facts), details: { ...facts } }, [
    setFactsStatement(at.shop.database, at.breach.number, {
      happened,
      consequences,
      measures,
      risk,
      risk_reason: riskReason,
      data: JSON.stringify(facts.data),
    }),
  ]);
  return refusal ?? 'It is written down, and what was known before stays in the record.';
}

function factsInWords({ happened, data, consequences, measures, risk, riskReason }: BreachFacts): string {
  return [
    `What happened: ${happened}`,
    `Which data: ${data.length === 0 ? 'not known yet' : dataInWords(data).join('; ')}`,
    `Likely consequences: ${consequences || 'not known yet'}`,
    `Measures: ${measures || 'none yet'}`,
    `Risk: ${riskWords[risk]}${riskReason ? `. ${riskReason}` : ''}`,
  ].join('\n');
}
