import { isBot } from './classify/is-bot.ts';

/** Whose views are not counted: whoever asks for it by a signal of the browser, the people of the house, and programs. */
export function isLeftAlone(headers: Headers): boolean {
  return asksNotTo(headers) || isStaff(headers) || isBot(headers);
}

/** Global Privacy Control (w3.org/TR/gpc) and Do Not Track. */
function asksNotTo(headers: Headers): boolean {
  return headers.get('Sec-GPC') === '1' || headers.get('DNT') === '1';
}

/** The staff sign-in leaves these, wherever it stands in front. Whether they are genuine matters where they open a door. */
function isStaff(headers: Headers): boolean {
  return headers.has('Cf-Access-Jwt-Assertion') || /(?:^|;\s*)CF_Authorization=/.test(headers.get('Cookie') ?? '');
}
