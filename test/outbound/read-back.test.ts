import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readOfAccess } from '../../functions/gateways/access.ts';
import { readOfEmailService } from '../../functions/gateways/email.ts';
import { readOfStripe } from '../../functions/gateways/stripe.ts';
import { outboundCalls } from '../../src/policy/outbound-calls.ts';

/** What the gateways read of each answer, and drop everything beside it, against what is declared to be read. */
const read: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  stripe: readOfStripe,
  'cloud-hosting': readOfAccess,
  'email-service': readOfEmailService,
};

/** The paths of a schema's fields, a list's items written `[]`. */
function pathsOf(schema: z.ZodType): readonly string[] {
  return leavesOf(z.toJSONSchema(schema), '');
}

const node = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  type: z.unknown().optional(),
});

function leavesOf(value: unknown, path: string): readonly string[] {
  const { properties, items, anyOf, type } = node.parse(value);
  if (anyOf) return anyOf.flatMap((part) => leavesOf(part, path));
  if (items !== undefined) return leavesOf(items, `${path}[]`);
  if (properties) {
    return Object.entries(properties).flatMap(([name, part]) => leavesOf(part, path ? `${path}.${name}` : name));
  }
  return type === 'null' ? [] : [path];
}

describe('[collect.payment-status] what is read back', () => {
  test.each(outboundCalls)('of $recipient, $operation, is what is declared, both ways', (call) => {
    const schema = read[call.recipient]?.[call.operation];
    const paths = schema ? pathsOf(schema) : [];
    expect([...paths].sort()).toEqual(Object.keys(call.reads).sort());
  });

  test('is declared for every answer that a gateway reads', () => {
    const operations = Object.entries(read).flatMap(([recipient, answers]) =>
      Object.keys(answers).map((operation) => `${recipient} ${operation}`),
    );
    const declared = outboundCalls.map(({ recipient, operation }) => `${recipient} ${operation}`);
    expect(operations.filter((operation) => !declared.includes(operation))).toEqual([]);
  });

  test('is nothing of a card: no brand, no digits, no fingerprint, no wallet, no receipt', () => {
    const paths = outboundCalls.flatMap(({ reads }) => Object.keys(reads));
    expect(paths.length).toBeGreaterThan(20);
    expect(
      paths.filter((path) => /card|brand|last4|fingerprint|wallet|receipt|exp_|method|charge|billing/.test(path)),
    ).toEqual([]);
  });

  test('is dropped unless it is named', () => {
    const line = { quantity: 1, amount_total: 2, currency: 'eur', card: { last4: '4242' } };
    const parsed = readOfStripe['GET /v1/checkout/sessions/:id/line_items'].parse({ data: [line], has_more: false });
    expect(JSON.stringify(parsed)).not.toContain('4242');
  });
});
