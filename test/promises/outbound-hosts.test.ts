import ts from 'typescript';
import { recipients } from '../../src/policy/recipients.ts';
import { keepPromise } from '../architecture/promise.ts';
import { collect, lineOf, readSourceFiles, type SourceFile } from '../architecture/source-file.ts';

/** The gateways that section 5 of the policy has a recipient for. */
const gateways: readonly string[] = [
  'functions/gateways/stripe.ts',
  'functions/gateways/stripe-redaction.ts',
  'functions/gateways/stripe-refund.ts',
  'functions/gateways/stripe-failures.ts',
  'functions/gateways/stripe-fraud.ts',
  'functions/gateways/email.ts',
  'functions/gateways/access.ts',
  // Of a command, not of the Worker: it asks the running shop itself.
  'functions/gateways/running-shop.ts',
];
const hosts: readonly string[] = Object.values(recipients).flatMap(({ reachedBy }) => reachedBy);

function undeclaredPlaces(file: SourceFile): readonly string[] {
  const isGateway = file.path.startsWith('functions/gateways/');
  return [
    ...(isGateway && !gateways.includes(file.path) ? ['is a gateway to somebody who is no recipient'] : []),
    ...collect(file, (node) => {
      const words = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : '';
      const host = /^(?:https?|wss?):\/\/([\w.-]+)/.exec(words)?.[1];
      return host === undefined || hosts.includes(host) ? undefined : `names the host ${host} on line ${lineOf(node)}`;
    }),
  ];
}

keepPromise('[use.no-sale] the Worker names no host but those of the recipients', {
  files: readSourceFiles('functions').filter(({ path }) => !path.startsWith('functions/deploy/')),
  breaches: undeclaredPlaces,
  brokenBy: {
    'functions/gateways/broker.ts': 'export const nothing = 0;',
    'functions/gateways/stripe.ts': "await fetch('https://collect.example.com/orders');",
    'functions/orders/socket.ts': 'export const place = `wss://broker.example.com`;',
  },
  keptBy: {
    'functions/gateways/stripe.ts': "export const place = 'https://api.stripe.com/v1';",
    'functions/config.ts': "// https://docs.stripe.com\nexport const isPlain = place.startsWith('http:');",
  },
});
