import type { Problem } from '../../src/api/answers.ts';
import { dayInWords } from '../../src/api/day-in-words.ts';
import { type RequestTemplate, requestTemplates, type TemplateId } from '../../src/api/request-templates.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { retention } from '../../src/policy/retention.ts';
import { durationInWords } from '../../src/words/duration-in-words.ts';
import { paragraph } from '../../src/words/paragraph.ts';
import { say, sayKnown } from '../../src/words/say.ts';
import { problem } from '../problem.ts';
import { selectRecipients } from '../recipients/queries.ts';
import type { Shop } from '../shop.ts';
import { inLanguage } from '../words/in-language.ts';
import type { PrivacyRequest } from './queries.ts';

/** What somebody at the desk has written, and the template that stands before it. */
export interface Filling {
  readonly act: RequestTemplate['act'];
  readonly template?: TemplateId;
  /** The free part. */
  readonly words: string;
  readonly outcome?: 'done' | 'done-in-part' | 'refused';
}

interface Facts {
  readonly law: string;
  readonly due: string;
  /** Whoever asked in the person's place; empty where nobody did. */
  readonly agent: string;
  readonly told: readonly string[];
}

/**
 * The words of a letter: those of the template, which nobody changes, in the language of the request, and the free part.
 * What is refused in part or whole, and what takes longer, needs a template, so that the letter names the law:
 * Article 12(3) and (4) GDPR.
 */
export async function fillTemplate(shop: Shop, request: PrivacyRequest, filling: Filling): Promise<string | Problem> {
  const { act, template, words, outcome } = filling;
  if (template === undefined) return isFree(act, outcome) && words !== '' ? words : nothingChosen(act, outcome);
  const chosen: RequestTemplate = requestTemplates[template];
  if (chosen.act !== act || (chosen.kinds && !chosen.kinds.includes(request.kind))) return ofAnother();
  if (chosen.outcomes && (outcome === undefined || !chosen.outcomes.includes(outcome))) return ofAnother();
  if (words === '' && needsReason(act, outcome)) return noReason();
  return inLanguage(request.language, async () => {
    const all = [...wordsOf[template](await factsOf(shop, request, chosen)), ...(words === '' ? [] : [words])];
    return act === 'extend' ? paragraph(all) : all.join('\n\n');
  });
}

/** Whether one's own words are enough. */
function isFree(act: Filling['act'], outcome: Filling['outcome']): boolean {
  return act === 'answer' || (act === 'decide' && outcome === 'done');
}

/** A law alone tells nobody why it holds for them. */
function needsReason(act: Filling['act'], outcome: Filling['outcome']): boolean {
  return !isFree(act, outcome);
}

async function factsOf({ database }: Shop, request: PrivacyRequest, { law = '' }: RequestTemplate): Promise<Facts> {
  const rows = await selectRecipients(database, request.number);
  return {
    law: sayKnown(law),
    due: dayInWords(request.extended_to ?? request.due_at),
    agent: request.asker === 'agent' ? request.asker_email : '',
    told: rows.map(({ recipient, words }) => `${nameOf(recipient)}: ${words}`),
  };
}

function nameOf(recipient: string): string {
  return sayKnown(Object.entries(recipients).find(([id]) => id === recipient)?.[1].name ?? recipient);
}

/** Paragraph by paragraph. */
const wordsOf: Readonly<Record<TemplateId, (facts: Facts) => readonly string[]>> = {
  'identity-doubt': ({ law, due }) => [
    say`We are not sure yet that the data which you ask about is yours, and until we are we show and change nothing of it. ${law} lets us ask for what we need to be sure.`,
    say`Please tell us something that only you would know, such as the number of an order, or the month in which you bought a piece. We never ask for a passport or an identity card: please send none.`,
    keepsItsDate(due),
  ],
  'agent-without-mandate': ({ law, due, agent }) => [
    agent
      ? say`${agent} asked this of us in your name, and has not shown us that you want it. They were told nothing about you.`
      : say`Somebody asked this of us in your name, and has not shown us that you want it. They were told nothing about you.`,
    say`Answer from this mailbox, or on the page of your request, that you want it, and we go on: ${law}. If you don’t, tell us that, and we end it.`,
    keepsItsDate(due),
  ],
  'more-needed': ({ law, due }) => [
    say`So that we find what you mean, please tell us more: which order, which time, or which of our pages. ${law} lets us ask. If you would rather not say, we answer about all that we hold.`,
    keepsItsDate(due),
  ],
  'recipients-told': ({ law, told }) =>
    told.length === 0
      ? [
          say`Nobody outside the house was given the data that your request is about, so there is nobody to be told: ${law}.`,
        ]
      : [say`We have told everybody whom we had given the data that your request is about, as ${law} asks:`, ...told],
  'done-as-asked': () => [
    say`All that you asked for is done. It costs you nothing, and there is nothing that you need to do.`,
  ],
  'tax-law': ({ law }) => [
    say`Tax law has us keep what an order and its invoice need, for ${durationInWords(retention.orders.keep)} from its payment. That part we may not delete: ${law}. It is locked away from everyday use, and goes when that time is over.`,
  ],
  'legal-claims': ({ law }) => [
    say`We need it to establish, exercise or defend a legal claim: ${law}. It is used for nothing else, and goes when the claim is settled.`,
  ],
  accurate: ({ law }) => [
    say`We have looked at it, and as far as we can tell what stands here is right: ${law}. If you have something that shows another, send it to us, and we look again.`,
  ],
  'treated-as-promised': ({ law }) => [
    say`We have looked into it. Your data was treated as our privacy policy says, and as the law asks: ${law}.`,
  ],
  'not-identified': ({ law }) => [
    say`With what we have we can’t tell that this data is about you, and so must not show or change it: ${law}. If you can tell us more, ask anew: it costs nothing.`,
  ],
  excessive: ({ law }) => [
    say`We may refuse what is clearly without ground, or is asked so often that it goes beyond what the right is for, and have to show that it is: ${law}.`,
  ],
  complex: ({ law }) => [say`What you ask for is complex, and ${law} lets us take longer for that.`],
  'many-requests': ({ law }) => [say`You have sent us many requests, and ${law} lets us take longer for that.`],
};

function keepsItsDate(due: string): string {
  return say`Your request keeps its date. The answer is due by ${due}.`;
}

function nothingChosen(act: Filling['act'], outcome: Filling['outcome']): Problem {
  if (isFree(act, outcome)) {
    return problem('invalid-request', 'Nothing was sent yet.', 'Choose a template, or write something first.');
  }
  const detail = 'The letter has to name the law that lets us. Choose the ground. Nothing was changed.';
  return problem('invalid-request', 'It has no ground yet.', detail);
}

function ofAnother(): Problem {
  const detail = 'It belongs to another request, or to another decision. Choose one that fits. Nothing was changed.';
  return problem('invalid-request', 'This template does not fit.', detail);
}

function noReason(): Problem {
  const detail = 'The law alone tells nobody why it holds for them. Say it in a sentence. Nothing was changed.';
  return problem('invalid-request', 'The reason is missing.', detail);
}
