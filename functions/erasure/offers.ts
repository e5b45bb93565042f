import type { ErasurePreview } from '../../src/api/erasure-answers.ts';
import type { RequestChoice } from '../../src/api/request-answers.ts';
import { apiPaths } from '../../src/paths.ts';
import { say } from '../../src/words/say.ts';
import type { PrivacyRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { previewErasure } from './preview-erasure.ts';

/** For a page without a script: the button, and beside it in words what a script would list. */
export async function erasureOffers(shop: Shop, request: PrivacyRequest): Promise<readonly RequestChoice[]> {
  if (request.state !== 'open' || request.email === '') return [];
  const note = inWords(await previewErasure(shop, request.email));
  return [{ label: say`Delete my data`, note, action: apiPaths.requestErase }];
}

function inWords({ goesNow, goesLater, stays, recipients }: ErasurePreview): string {
  const now = goesNow.map(({ holds, rows }) => `${holds} (${rows})`).join('\n');
  const later = goesLater.map(({ number, on }) => say`${number} on ${on}`).join(', ');
  const kept = stays.orders.map(({ number, until }) => say`${number} until ${until}`).join(', ');
  return [
    now ? `${say`Goes as soon as you press:`}\n${now}` : say`We hold nothing about you but this request.`,
    later ? say`Phone number, e-mail address and gift message stay until the order has arrived: ${later}.` : '',
    kept ? say`Stays, locked away from everyday use, by ${stays.law}: ${kept}.` : '',
    say`Told: ${recipients.map(({ name }) => name).join(', ')}.`,
    say`What is deleted can’t be brought back.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
