import { expect, test } from 'vitest';
import { recipients } from '../../src/policy/recipients.ts';
import { keepPromise } from '../architecture/promise.ts';
import { readSourceFiles } from '../architecture/source-file.ts';

/** The only file that makes an address of WhatsApp out of an order; what a page has of the house's own is a plain link. */
const maker = 'src/orders/whatsapp-link.ts';

keepPromise('the Worker and the browser have no address of WhatsApp but the link that staff press', {
  files: readSourceFiles('functions', 'src').filter(({ path }) => path !== maker && !path.endsWith('.astro')),
  breaches: ({ scripts }) =>
    scripts.flatMap(({ text }) => /\b(?:wa\.me|\w+\.whatsapp\.com|graph\.facebook\.com)\b/.exec(text) ?? []),
  brokenBy: { 'functions/gateways/whatsapp.ts': "await fetch('https://wa.me/33123456789');" },
  keptBy: { 'functions/staff/orders/view-order.ts': 'const whatsApp = whatsAppAddress(order);' },
});

test('WhatsApp is no recipient of the policy', () => {
  expect(JSON.stringify(recipients)).not.toMatch(/whatsapp|wa\.me/i);
});
