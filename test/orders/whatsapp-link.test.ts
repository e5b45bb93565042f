import { describe, expect, test } from 'vitest';
import { orderStates } from '../../src/orders/order-states.ts';
import { type WrittenAbout, whatsAppAddress } from '../../src/orders/whatsapp-link.ts';

const order: WrittenAbout = {
  number: 'LG-7K4M-92QX',
  state: 'paid',
  customer: { name: 'Ada Lovelace', phone: '+33 1 23 45 67 89' },
  parcels: [
    { carrier: 'DHL', trackingNumber: 'JD01', deliveredAt: '2026-11-20T10:00:00Z' },
    { carrier: 'FedEx', trackingNumber: '794644012333' },
  ],
};

const wordsOf = (changes: Partial<WrittenAbout>) =>
  new URL(whatsAppAddress({ ...order, ...changes }) ?? 'none:').searchParams.get('text');

describe('the link to WhatsApp', () => {
  test('opens the number with its country, with the words for where the order stands', () => {
    const address = new URL(whatsAppAddress(order) ?? 'none:');
    expect([address.origin, address.pathname]).toEqual(['https://wa.me', '/33123456789']);
    expect(wordsOf({})).toBe(
      'Dear Ada Lovelace, this is LIEN, about your order LG-7K4M-92QX. Thank you for it. We write again when it leaves the house.',
    );
    expect(wordsOf({ state: 'shipped' })).toMatch(/on its way to you\. FedEx 794644012333: https:\/\/www\.fedex\.com/);
    expect(wordsOf({ state: 'shipped' })).not.toContain('JD01');
    expect(wordsOf({ state: 'delivered' })).toContain('It has arrived');
    expect(wordsOf({ state: 'withdrawn' })).toContain('your withdrawal');
  });

  test.each(orderStates)('has words for %s, and a name in it changes nothing of the address', (state) => {
    const name = '&text=Pay here: https://evil.example/?#';
    const address = new URL(whatsAppAddress({ ...order, state, customer: { ...order.customer, name } }) ?? 'none:');
    expect([...address.searchParams.keys()]).toEqual(['text']);
    expect(address.hash).toBe('');
    expect(address.searchParams.get('text')).toContain(name);
  });

  test.each([
    ['none', ''],
    ['without its country', '01 23 45 67 89'],
    ['of letters', '+33 CALL'],
    ['too short', '+3312'],
    ['too long', '+3312345678901234'],
  ])('is not there for a number %s', (_, phone) => {
    expect(whatsAppAddress({ ...order, customer: { name: '', phone } })).toBeUndefined();
  });

  test('takes 00 for a plus, as it is dialled', () => {
    const phone = '0033 (1) 23-45.67/89';
    expect(whatsAppAddress({ ...order, customer: { name: '', phone } })).toContain('wa.me/33123456789?');
  });
});
