import { languageAsked } from '../../src/words/in-language.ts';
import { inLanguage } from '../words/in-language.ts';
import type { PrivacyRequest } from './queries.ts';

/**
 * What is written on a request's page is in the language in which somebody asks for it. Where nobody does, because the
 * desk or the schedule is the cause, it is in the request's own.
 */
export function inItsLanguage<Result>({ language }: Pick<PrivacyRequest, 'language'>, act: () => Result): Result {
  return inLanguage(languageAsked() ?? language, act);
}
