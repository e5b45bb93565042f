import { createHmac } from 'node:crypto';
import { makeKey } from '../stand-ins/access/keys.ts';
import type { AccessStandIn } from '../stand-ins/access/start.ts';
import { encoded } from '../stand-ins/access/token.ts';

type MakeToken = (access: AccessStandIn, email: string) => Promise<string>;

const hour = 3600;
const seconds = () => Math.floor(Date.now() / 1000);

function withClaims(claims: Readonly<Record<string, unknown>>): MakeToken {
  return (access, email) => access.tokenFor(email, { claims });
}

/** Tokens that somebody might come with and that must open nothing, each for the address of a real member of staff. */
export const wrongTokens: Readonly<Record<string, MakeToken>> = {
  'is no token': async () => 'staff',
  'is empty but for its dots': async () => '..',
  'is longer than any token': async (access, email) => `${await access.tokenFor(email)}${'A'.repeat(20_000)}`,
  'was signed with a key that nobody published': async (access, email) =>
    access.tokenFor(email, { key: await makeKey() }),
  'was forged under the name of the right key': async (access, email) => {
    const { kid } = await access.keys.current();
    return access.tokenFor(email, { key: await makeKey(), header: { kid } });
  },
  'names no key': (access, email) => access.tokenFor(email, { header: { kid: undefined } }),
  'was changed after it was signed': async (access, email) => {
    const [header, , signature] = (await access.tokenFor('nobody@shop.example')).split('.');
    const [, payload] = (await access.tokenFor(email)).split('.');
    return [header, payload, signature].join('.');
  },
  'says that it needs no signature': async (access, email) => {
    const { kid } = await access.keys.current();
    const [, payload] = (await access.tokenFor(email)).split('.');
    return `${encoded({ alg: 'none', kid, typ: 'JWT' })}.${payload}.`;
  },
  'says so and is signed': (access, email) => access.tokenFor(email, { header: { alg: 'none' } }),
  'was signed with the public key as a secret': async (access, email) => {
    const { kid, publicKey } = await access.keys.current();
    const [, payload] = (await access.tokenFor(email)).split('.');
    const signed = `${encoded({ alg: 'HS256', kid, typ: 'JWT' })}.${payload}`;
    const secret = publicKey.export({ format: 'pem', type: 'spki' });
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  },
  'is of another algorithm': (access, email) => access.tokenFor(email, { header: { alg: 'RS512' } }),
  'has ended': (access, email) => withClaims({ exp: seconds() - hour })(access, email),
  'never ends': withClaims({ exp: undefined }),
  'ends at no number': withClaims({ exp: 'never' }),
  'has not begun': (access, email) => withClaims({ nbf: seconds() + hour })(access, email),
  'is for another application': withClaims({ aud: ['f'.repeat(64)] }),
  'is for no application': withClaims({ aud: undefined }),
  'is of another issuer': withClaims({ iss: 'https://other.cloudflareaccess.com' }),
  'is of an issuer that begins like ours': (access, email) => withClaims({ iss: `${access.url}/` })(access, email),
  'is of no issuer': withClaims({ iss: undefined }),
  'is the sign-in page’s own': withClaims({ type: 'org' }),
  'is of a service, not of a person': withClaims({ email: undefined, common_name: 'a1.access', sub: '' }),
  'is of something that is no address': withClaims({ email: 'staff' }),
  'is of several addresses': (access, email) => withClaims({ email: [email] })(access, email),
};
