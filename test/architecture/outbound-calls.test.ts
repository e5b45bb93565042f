import ts from 'typescript';
import { importsOf } from './imports.ts';
import { keepPromise } from './promise.ts';
import { collect, lineOf, readSourceFiles, type SourceFile } from './source-file.ts';

/** Packages and modules with which one can reach another machine. */
const callingModules = [
  'stripe',
  // Its own way of fetching keys; what only calculates is imported from 'jose/jwt/verify' and the like.
  'jose',
  'jose/jwks/remote',
  'cloudflare:sockets',
  'node:http',
  'node:https',
  'node:net',
  'node:tls',
  'node:dgram',
];
const callingClasses = ['WebSocket', 'EventSource', 'XMLHttpRequest', 'Stripe'];
/** What stays inside: the static files of this very deployment, and our own application. */
const insideReceivers = ['ASSETS', 'assets', 'app'];

function outboundCalls(file: SourceFile): readonly string[] {
  const modules = importsOf(file)
    .filter(({ target, isTypeOnly }) => !isTypeOnly && callingModules.includes(target))
    .map(({ target }) => `imports ${target}`);
  return [...modules, ...collect(file, outboundCall)];
}

function outboundCall(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && callingClasses.includes(node.expression.text)) {
    return `makes a ${node.expression.text} on line ${lineOf(node)}`;
  }
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'fetch') {
    return insideReceivers.includes(lastName(node.expression)) ? undefined : `fetches on line ${lineOf(node)}`;
  }
  if (ts.isIdentifier(node) && node.text === 'fetch' && isUsedAsValue(node)) return `fetches on line ${lineOf(node)}`;
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'EMAIL' && !isHandedToGateway(node)) {
    return `reaches the e-mail binding on line ${lineOf(node)}`;
  }
  return undefined;
}

function isHandedToGateway({ parent }: ts.Node): boolean {
  return ts.isNewExpression(parent) && parent.expression.getText() === 'EmailGateway';
}

function lastName(expression: ts.Expression): string {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : '';
}

/** Not the name of a property, method or type member, as in `export default { fetch() {} }`. */
function isUsedAsValue(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return !('name' in parent && parent.name === name);
}

keepPromise('[use.no-sale] only the gateways call out', {
  files: readSourceFiles('functions').filter(({ path }) => !path.startsWith('functions/gateways/')),
  breaches: outboundCalls,
  brokenBy: {
    'functions/orders/track.ts': 'export const answer = await fetch(address);',
    'functions/orders/pass-on.ts': 'export const options = { fetch };',
    'functions/orders/global.ts': 'export const answer = globalThis.fetch(address);',
    'functions/orders/binding.ts': 'export const answer = env.CARRIER.fetch(request);',
    'functions/checkout/start.ts': "import Stripe from 'stripe';",
    'functions/staff/remote.ts': "import { createRemoteJWKSet } from 'jose';",
    'functions/checkout/made.ts': 'const stripe = new Stripe(key);',
    'functions/mail/send.ts': 'await env.EMAIL.send(message);',
    'functions/mail/kept.ts': 'const mail = env.EMAIL;',
    'functions/mail/socket.ts': "import { connect } from 'cloudflare:sockets';",
  },
  keptBy: {
    'functions/worker.ts': `
      export default { async fetch(request, env) { return env.ASSETS.fetch(request); } };
      export const answer = app.fetch(request);`,
    'functions/shop.ts': 'export const email = new EmailGateway(env.EMAIL, config);',
    'functions/orders/types.ts': "import type Stripe from 'stripe';",
    'functions/staff/verify.ts': "import { jwtVerify } from 'jose/jwt/verify';",
  },
});

keepPromise('of the site, only browser scripts ask the Worker', {
  files: readSourceFiles('src').filter(({ path }) => !path.startsWith('src/browser/')),
  breaches: outboundCalls,
  brokenBy: { 'src/pages/index.astro': '---\nconst rates = await fetch(address);\n---\n<p></p>' },
  keptBy: { 'src/catalog/item.ts': 'export interface Reader { fetch(sku: string): string }' },
});
