import { pageAnswer } from '../http/markup.ts';
import type { Answer, Call } from '../http/serve.ts';
import { shopAwayPage } from './access-pages.ts';

/** Of this connection and no other, or set anew on the next one. */
const ofTheWay =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-length|accept-encoding)$/;
/** Only the sign-in itself says who somebody is: whatever a client claims is taken out. */
const ofTheSignIn = /^cf-access-/;
const ofTheEncoding = /^(content-encoding|content-length|connection|keep-alive|transfer-encoding)$/;

interface Way {
  /** The origin that people see, ours. */
  readonly from: string;
  /** The shop's own. */
  readonly to: string;
  /** What the sign-in adds. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Asks the shop as if it were reached at its own address, and answers with what it says, byte for byte. */
export async function forward(call: Call, { from, to, headers }: Way): Promise<Answer> {
  const given = Object.entries(call.headers).flatMap(([name, value]): (readonly [string, string])[] =>
    value === undefined || ofTheWay.test(name) || ofTheSignIn.test(name) ? [] : [[name, String(value)]],
  );
  const request = new Headers([...given.map(([name, value]) => [name, value] as [string, string])]);
  request.set('accept-encoding', 'identity');
  // Our own pages are the shop's; another site's stay another site's.
  if (request.get('origin') === from) request.set('origin', to);
  for (const [name, value] of Object.entries(headers)) request.set(name, value);
  try {
    const response = await fetch(to + call.url.pathname + call.url.search, {
      method: call.method,
      headers: request,
      redirect: 'manual',
      ...(call.body.length > 0 ? { body: new Uint8Array(call.body) } : {}),
    });
    return { status: response.status, headers: answered(response.headers, from, to), body: await bytesOf(response) };
  } catch {
    return pageAnswer(502, shopAwayPage());
  }
}

function answered(headers: Headers, from: string, to: string): Readonly<Record<string, string>> {
  const kept = [...headers].filter(([name]) => !ofTheEncoding.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) =>
      name === 'location' && value.startsWith(`${to}/`) ? [name, from + value.slice(to.length)] : [name, value],
    ),
  );
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}
