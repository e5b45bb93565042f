import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readContentPolicy, unruledInline, weaknessesOf } from './content-policy.ts';

const strict =
  "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self' 'sha256-x'";
const weaknesses = (text: string) => weaknessesOf([readContentPolicy(text)]);

test('a strict policy has no weakness, and two make one strict one', () => {
  expect(weaknesses(strict)).toEqual([]);
  const [header, meta] = ["frame-ancestors 'none'; base-uri 'none'", "default-src 'none'; form-action 'self'"];
  expect(weaknessesOf([header, meta].map(readContentPolicy))).toEqual([]);
});

test.each([
  ["script-src 'unsafe-inline'", /script-src allows 'unsafe-inline'/],
  ["script-src 'unsafe-eval'", /unsafe-eval/],
  ["script-src 'wasm-unsafe-eval' 'unsafe-hashes'", /unsafe-hashes/],
  ['script-src *', /script-src allows \*/],
  ['script-src https:', /https:/],
  ['script-src data:', /script-src allows data:/],
  ['connect-src https://*.example', /\*\.example/],
  ['form-action http://localhost.example:*', /localhost\.example/],
])('%s is a weakness', (directive, words) => {
  expect(weaknesses(`${strict}; ${directive}`).join()).toMatch(words);
});

test.each(['default-src', 'base-uri', 'form-action', 'frame-ancestors'])('a policy without %s is open', (directive) => {
  const rest = strict.split('; ').filter((part) => !part.startsWith(directive));
  expect(weaknesses(rest.join('; ')).join()).toContain(`${directive} is left open`);
});

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (body: string, scripts = '') =>
  `<html><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="script-src 'self' ${scripts}; style-src 'self'"></head><body>${body}</body></html>`;

test('an inline script is named by its hash, and data is none', () => {
  expect(unruledInline(page('<script>let a = 1 && 2;</script>', hash('let a = 1 && 2;')))).toEqual([]);
  expect(unruledInline(page('<script type="application/ld+json">{}</script>'))).toEqual([]);
});

test.each([
  ['<script>let a;</script>', /inline <script> is not in script-src/],
  ['<script type="module">let a;</script>', /inline <script>/],
  ['<style>a{}</style>', /inline <style> is not in style-src/],
  ['<p style="color:red"></p>', /<p> has an inline style/],
  ['<button onclick="go()"></button>', /<button> has an inline onclick/],
  ['<a href="javascript:go()"></a>', /<a> has an inline href/],
])('%s is found', (body, words) => {
  expect(unruledInline(page(body)).join()).toMatch(words);
});

test('a page without a policy, and one whose policy comes late, are found', () => {
  expect(unruledInline('<html><head></head></html>')).not.toEqual([]);
  const late = page('').replace('<meta charset="utf-8">', '<script src="/a.js"></script>');
  expect(unruledInline(late).join()).toMatch(/<script> stands before the policy/);
});
