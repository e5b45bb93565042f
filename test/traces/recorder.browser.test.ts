import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireChromium } from '../local/install-chromium.ts';
import { serveOnLoopback } from '../stand-ins/http/serve.ts';
import { judgeTraces } from './judge-traces.ts';
import { recordBrowser } from './record-browser.ts';

/** A page that does, with nothing to stop it, all that the shop must not: the recorder has to see each. */
const wrongPage = (elsewhere: string) => `<!doctype html><title>Wrong</title>
<img src="${elsewhere}/pixel.gif">
<iframe src="${elsewhere}/frame"></iframe>
<script>
  localStorage.setItem('tracker', '1');
  sessionStorage.setItem('fleeting', '1');
  sessionStorage.removeItem('fleeting');
  localStorage.setItem('visit', '1');
  document.cookie = 'by_script=1';
  const opened = new Promise((done) => { indexedDB.open('books').onsuccess = done; });
  const socket = new WebSocket('${elsewhere.replace('http', 'ws')}/socket');
  const closed = new Promise((done) => { socket.onclose = done; });
  navigator.sendBeacon('${elsewhere}/beacon', 'x');
  Promise.all([opened, closed, caches.open('shelf'), navigator.serviceWorker.register('/worker.js')])
    .then(() => { document.title = 'Done'; });
</script>`;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

test('the recorder sees whatever a page can leave behind or ask for', async () => {
  const elsewhere = await serve(() => ({ type: 'text/html', body: '<p>framed</p>' }));
  const wrong = await serve((path) =>
    path === '/worker.js'
      ? { type: 'text/javascript', body: '' }
      : { type: 'text/html', body: wrongPage(elsewhere.url) },
  );
  const origins = { shop: wrong.url.replace('127.0.0.1', 'localhost'), elsewhere: [elsewhere.url] };
  const context = await browser.newContext();
  const page = await context.newPage();
  const recorder = await recordBrowser(context, page, origins);
  recorder.goTo('the wrong page');
  await page.goto(origins.shop);
  await page.waitForFunction("document.title === 'Done'");
  await recorder.look();
  await page.reload();
  await context.close();
  await Promise.all([wrong.close(), elsewhere.close()]);

  const declared = { keys: { visit: { store: 'sessionStorage' as const } }, notYet: [] };
  const breaches = judgeTraces(recorder.traces, declared, origins).join('\n');
  for (const words of [
    'localStorage has the key tracker',
    'sessionStorage has the key fleeting',
    '[storage.visit] visit is in localStorage',
    'a cookie, by_answer, is in an answer',
    'a cookie, by_script, is in the browser',
    'a cookie, by_script, is in a request',
    'a database, books',
    'a cache, shelf',
    'a service worker, ',
    `${elsewhere.url}/pixel.gif`,
    `${elsewhere.url}/frame`,
    `${elsewhere.url}/beacon`,
    '/socket',
  ]) {
    expect(breaches).toContain(words);
  }
});

function serve(answer: (path: string) => { readonly type: string; readonly body: string }) {
  return serveOnLoopback({
    port: 0,
    host: '127.0.0.1',
    maximumBodyBytes: 1024,
    handle: async ({ url }) => {
      const { type, body } = answer(url.pathname);
      return { status: 200, headers: { 'content-type': type, 'set-cookie': 'by_answer=1; HttpOnly' }, body };
    },
  });
}
