import type { Problem } from '../../src/api/answers.ts';
import type { LocalShop } from '../local/launch-shop.ts';

/** Asks a route of the desk as somebody of the house. */
export async function askAs<Answer = Problem>(
  shop: LocalShop,
  email: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: Answer }> {
  const response = await fetch(shop.url + path, {
    method,
    headers: {
      'Cf-Access-Jwt-Assertion': await shop.access.tokenFor(email),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // The test that reads it holds it to its type.
  return { status: response.status, body: (await response.json()) as Answer };
}

/** The path of an act about one request. */
export function about(path: string, number: string, recipient = ''): string {
  return path.replace(':number', number).replace(':recipient', recipient);
}
