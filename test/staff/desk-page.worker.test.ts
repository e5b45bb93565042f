import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { paths } from '../../src/paths.ts';
import { readBuiltPages } from '../security/built-pages.ts';
import { elementsOf } from '../security/content-policy.ts';

const pages = readBuiltPages();
const desk = pages.filter(({ route }) => route.startsWith(paths.staff));

test('the desk is built, and asks search engines to leave it out', () => {
  expect(desk.map(({ route }) => route).sort()).toEqual(
    [
      paths.staff,
      paths.staffBreach(),
      paths.staffBreaches,
      paths.staffCarriers,
      paths.staffDuties,
      paths.staffNewOrder,
      paths.staffOrder(),
      paths.staffOrders,
      paths.staffPageViews,
      paths.staffPapers(),
      paths.staffRequest(),
      paths.staffRetention,
      paths.staffStock,
      paths.staffWithdrawals,
    ].sort(),
  );
  for (const { html } of desk) {
    const robots = elementsOf(html).find(({ attributes }) => attributes['name'] === 'robots');
    expect(robots?.attributes['content']).toBe('noindex');
  }
});

test('no other page of the shop leads to the desk or speaks of it, and neither does robots.txt', () => {
  const others = pages.filter((page) => !desk.includes(page));
  expect(others.length).toBeGreaterThan(20);
  expect(others.filter(({ html }) => /["'/=]\/?(api\/)?staff\b/.test(html)).map(({ route }) => route)).toEqual([]);
  expect(readFileSync('dist/client/robots.txt', 'utf8')).not.toMatch(/staff|desk/);
});

test('the link to WhatsApp on an order hands nothing of the page along, and leads nowhere by itself', () => {
  const order = desk.find(({ route }) => route === paths.staffOrder());
  const link = elementsOf(order?.html ?? '').find(({ attributes }) => attributes['data-part'] === 'whatsapp');
  expect(link?.attributes).toMatchObject({ rel: 'noopener noreferrer', href: paths.staffOrder() });
  expect(order?.html).not.toContain('wa.me');
});
