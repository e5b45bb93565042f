import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { jsonAnswer, pageAnswer, redirectAnswer, styleAnswer } from '../http/markup.ts';
import { type Answer, type Call, serveOnLoopback } from '../http/serve.ts';
import { style } from '../http/style.ts';
import {
  nothingPage,
  type Person,
  signedOutPage,
  signInPage,
  signInPath,
  signOutPath,
  tokenPath,
} from './access-pages.ts';
import { forward } from './forward.ts';
import { type KeyRing, makeKeyRing, publishedForm } from './keys.ts';
import { type Issuer, readSession, sessionSeconds, signToken, type TokenChanges } from './token.ts';

const maximumBodyBytes = 1024 * 1024;

/** The name that Access gives its cookie; here it is on our own origin, which is not the shop's. */
export const sessionCookie = 'CF_Authorization';

export interface AccessOptions {
  /** 0 lets the system choose; `url` then tells. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 unless given. */
  readonly host?: string;
  /** The origin that the sign-in stands in front of. */
  readonly shopUrl: string;
  readonly people: readonly Person[];
  /** Paths of the application, each with all that lies below it; the desk and its API unless given. */
  readonly protectedPaths?: readonly string[];
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
}

const switchesSchema = z.strictObject({
  /** Nobody gets the keys: the connection breaks. */
  keysAway: z.boolean(),
  /** The keys' address answers with this text in their place. */
  keysInstead: z.string().nullable(),
});

export type AccessSwitches = z.output<typeof switchesSchema>;

const allOff: AccessSwitches = { keysAway: false, keysInstead: null };

export interface AccessStandIn {
  /** The team domain, the issuer of its tokens, and the origin at which the shop is reached through it. */
  readonly url: string;
  /** The application's audience tag. */
  readonly audience: string;
  /** The key that signs now, and the one before. */
  readonly keys: KeyRing;
  close(): Promise<void>;
  /** What the shop gets for this person; `changes` make it another one, or a wrong one. */
  tokenFor(email: string, changes?: TokenChanges): Promise<string>;
  turn(change: Partial<AccessSwitches>): void;
  resetSwitches(): void;
  /** How often the keys were asked for. */
  keysAsked(): number;
}

interface Running {
  readonly options: AccessOptions;
  readonly keys: KeyRing;
  readonly protectedPaths: readonly string[];
  issuer: Issuer;
  switches: AccessSwitches;
  keysAsked: number;
}

/** Starts a server that acts as Cloudflare Access in front of the shop. README.md beside says where it differs. */
export async function startAccess(options: AccessOptions): Promise<AccessStandIn> {
  const running: Running = {
    options,
    keys: makeKeyRing(),
    protectedPaths: options.protectedPaths ?? ['/staff', '/api/staff'],
    issuer: { issuer: '', audience: randomBytes(32).toString('hex'), now: options.clock ?? Date.now },
    switches: { ...allOff },
    keysAsked: 0,
  };
  const serving = await serveOnLoopback({
    port: options.port,
    host: options.host ?? '127.0.0.1',
    maximumBodyBytes,
    handle: (call) => answer(running, call),
  });
  running.issuer = { ...running.issuer, issuer: serving.url };
  return {
    url: serving.url,
    audience: running.issuer.audience,
    keys: running.keys,
    close: serving.close,
    tokenFor: async (email, changes = {}) =>
      signToken(email, changes.key ?? (await running.keys.current()), running.issuer, changes),
    turn(change) {
      running.switches = switchesSchema.parse({ ...running.switches, ...change });
    },
    resetSwitches() {
      running.switches = { ...allOff };
    },
    keysAsked: () => running.keysAsked,
  };
}

async function answer(running: Running, call: Call): Promise<Answer> {
  const path = call.url.pathname;
  if (path === '/style.css') return styleAnswer(style);
  if (path === '/cdn-cgi/access/certs') return answerKeys(running);
  if (path === signOutPath) return signOut();
  if (path === signInPath) return call.method === 'POST' ? signIn(running, call) : showSignIn(running, call);
  if (path === '/cdn-cgi/access/_rotate' && call.method === 'POST') return rotate(running, call);
  if (path === tokenPath && call.method === 'POST') return giveToken(running, call);
  if (path.startsWith('/cdn-cgi/')) return pageAnswer(404, nothingPage());
  return passOn(running, call);
}

async function answerKeys(running: Running): Promise<Answer> {
  running.keysAsked += 1;
  const { keysAway, keysInstead } = running.switches;
  if (keysAway) return { hangUp: true };
  if (keysInstead !== null) return { status: 200, headers: { 'content-type': 'application/json' }, body: keysInstead };
  const keys = await Promise.all([running.keys.current(), running.keys.previous()]);
  return jsonAnswer(200, { keys: keys.map(publishedForm) });
}

function showSignIn({ options }: Running, call: Call): Answer {
  return pageAnswer(200, signInPage(options.people, ownPath(call.url.searchParams.get('redirect_url'))));
}

async function signIn(running: Running, call: Call): Promise<Answer> {
  const fields = new URLSearchParams(call.body.toString('utf8'));
  const person = running.options.people.find(({ email }) => email === fields.get('email'));
  if (!person || isFromElsewhere(call)) return pageAnswer(403, nothingPage());
  const token = signToken(person.email, await running.keys.current(), running.issuer);
  const location = ownPath(fields.get('redirect_url'));
  return { status: 303, headers: { location, 'set-cookie': cookie(token, sessionSeconds) }, body: '' };
}

function signOut(): Answer {
  const shown = pageAnswer(200, signedOutPage());
  return 'hangUp' in shown ? shown : { ...shown, headers: { ...shown.headers, 'set-cookie': cookie('', 0) } };
}

async function rotate(running: Running, call: Call): Promise<Answer> {
  if (isFromElsewhere(call)) return pageAnswer(403, nothingPage());
  await running.keys.rotate();
  return redirectAnswer(signInPath);
}

/** For a command of the house that is run on this machine; of the real one, `cloudflared access token` gets it. */
async function giveToken(running: Running, call: Call): Promise<Answer> {
  const email = new URLSearchParams(call.body.toString('utf8')).get('email');
  const person = running.options.people.find((candidate) => candidate.email === email);
  if (!person || isFromElsewhere(call)) return pageAnswer(403, nothingPage());
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: signToken(person.email, await running.keys.current(), running.issuer),
  };
}

/** What is not the application's goes to the shop as it is; what is, goes there with a token or not at all. */
async function passOn(running: Running, call: Call): Promise<Answer> {
  const { options, issuer } = running;
  const way = { from: issuer.issuer, to: options.shopUrl };
  const path = call.url.pathname;
  const isProtected = running.protectedPaths.some((place) => path === place || path.startsWith(`${place}/`));
  if (!isProtected) return forward(call, { ...way, headers: {} });
  const token = tokenIn(call.headers.cookie ?? '');
  const keys = await Promise.all([running.keys.current(), running.keys.previous()]);
  const email = readSession(token, keys, issuer.now());
  if (email === undefined) return askToSignIn(call);
  const headers = { 'Cf-Access-Jwt-Assertion': token, 'Cf-Access-Authenticated-User-Email': email };
  return forward(call, { ...way, headers });
}

/** A script that says it is one gets a 401 in the place of a page. Source: "Session management", AJAX. */
function askToSignIn(call: Call): Answer {
  if (call.headers['x-requested-with'] === 'XMLHttpRequest') {
    return {
      status: 401,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      body: '',
    };
  }
  const place = new URLSearchParams({ redirect_url: call.url.pathname + call.url.search });
  return { status: 302, headers: { location: `${signInPath}?${place}`, 'cache-control': 'no-store' }, body: '' };
}

/** Another site's page that is open in the same browser must not be able to sign anybody in. */
function isFromElsewhere(call: Call): boolean {
  return call.headers['sec-fetch-site'] === 'cross-site';
}

/** A path of this origin and of no other: "//elsewhere" is an address. */
function ownPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : '/staff/';
}

function cookie(token: string, seconds: number): string {
  return `${sessionCookie}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;
}

function tokenIn(cookies: string): string {
  const pairs = cookies.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === sessionCookie)?.[1] ?? '';
}
