import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isSignedByFedex, isTokenOfDhl } from '../../functions/carriers/verify-push.ts';

const secret = 'a-security-token-of-the-house';
const body = JSON.stringify({ output: { completeTrackResults: [], town: 'Évreux' } });
const sign = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('base64');

describe('a push of FedEx', () => {
  test('is its own with an HMAC of the body under the security token, in base64', async () => {
    expect(await isSignedByFedex(body, sign(body), secret)).toBe(true);
  });

  test('is its own each time that it comes: nothing in it ends, and what it says is taken once', async () => {
    const signature = sign(body);
    const verdicts = await Promise.all([1, 2, 3].map(() => isSignedByFedex(body, signature, secret)));
    expect(verdicts).toEqual([true, true, true]);
  });

  test.each([
    ['without a signature', body, ''],
    ['signed with another secret', body, sign(body, 'another-security-token-here')],
    ['with another body than was signed', `${body} `, sign(body)],
    ['with a signature cut short', body, sign(body).slice(0, -4)],
    ['with a signature made longer', body, `${sign(body)}AAAA`],
    ['signed in hexadecimal', body, createHmac('sha256', secret).update(body).digest('hex')],
    [
      'signed by a plain hash of token and body',
      body,
      createHmac('sha256', '')
        .update(secret + body)
        .digest('base64'),
    ],
    ['with zeros for a signature', body, `${'A'.repeat(43)}=`],
    ['with a signature that is no base64', body, '€'.repeat(43)],
  ])('%s is not', async (_, sent, signature) => {
    expect(await isSignedByFedex(sent, signature, secret)).toBe(false);
  });
});

describe('a push of DHL', () => {
  test('is its own with the token that the subscription gave it', async () => {
    expect(await isTokenOfDhl(secret, secret)).toBe(true);
  });

  test.each([
    ['without a token', ''],
    ['with another token', 'another-security-token-here'],
    ['with the beginning of it', secret.slice(0, -1)],
    ['with more than it', `${secret}x`],
    ['with it in other letters', secret.toUpperCase()],
    // HMAC fills a short key up with zeros: a token and its zeros are one key, and no header can carry a zero.
    ['with a space behind it', `${secret} `],
  ])('%s is not', async (_, given) => {
    expect(await isTokenOfDhl(given, secret)).toBe(false);
  });
});
