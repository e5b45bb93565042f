import type { OutboundCall } from '../../src/policy/outbound-calls.ts';
import type { RecordedCall } from './recorded-call.ts';

/** A sentence for each difference between what left the Worker and what is declared, both ways. */
export function compareCalls(recorded: readonly RecordedCall[], declared: readonly OutboundCall[]): readonly string[] {
  if (recorded.length === 0) return ['Not one call of the Worker was seen.'];
  const sentences = [
    ...recorded.flatMap((call) => undeclaredOf(call, declared)),
    ...declared.flatMap((call) => neverSent(call, recorded)),
  ];
  return [...new Set(sentences)];
}

function undeclaredOf(call: RecordedCall, declared: readonly OutboundCall[]): readonly string[] {
  if (!call.recipient) {
    return [
      `${call.host} was called (${call.operation}) and is no recipient of section 5: take the call out, or declare who that is in src/policy/recipients.ts and have the policy say so.`,
    ];
  }
  const declaration = declared.find((candidate) => isFor(candidate, call));
  if (!declaration) {
    return [
      `[share.${call.recipient}] ${call.operation} is not declared: add it to src/policy/outbound-calls.ts, field by field.`,
    ];
  }
  const place = `[share.${call.recipient}] ${call.operation}`;
  const way = 'which is not declared: take it out, or add it with its category to src/policy/outbound-calls.ts.';
  return [
    ...call.fields
      .filter((field) => !Object.hasOwn(declaration.sends, field))
      .map((field) => `${place} sends ${field}, ${way}`),
    ...call.headers
      .filter((name) => !Object.hasOwn(declaration.headers ?? {}, name))
      .map((name) => `${place} sends the header ${name}, ${way}`),
  ];
}

function neverSent(declaration: OutboundCall, recorded: readonly RecordedCall[]): readonly string[] {
  const calls = recorded.filter((call) => isFor(declaration, call));
  const place = `[share.${declaration.recipient}] ${declaration.operation}`;
  if (calls.length === 0) return [`${place} is declared, and no journey made the call.`];
  const sent = new Set(calls.flatMap(({ fields, headers }) => [...fields, ...headers]));
  return [...Object.keys(declaration.sends), ...Object.keys(declaration.headers ?? {})]
    .filter((name) => !sent.has(name))
    .map((name) => `${place} is declared to send ${name}, and never did: take it out of src/policy/outbound-calls.ts.`);
}

function isFor(declaration: OutboundCall, call: RecordedCall): boolean {
  return declaration.recipient === call.recipient && declaration.operation === call.operation;
}
