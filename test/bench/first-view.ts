import type { Browser, Page, Response } from 'playwright-core';
import { readPage } from '../local/budgets/read-page.ts';
import { compressedBytes } from '../local/budgets/site-files.ts';
import { markupOf } from '../local/budgets/weigh-page.ts';

export const screens = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const;

export interface FirstView {
  /** Brotli 11 of each answer's body; what stands in the page counts with its kind too. */
  readonly scriptBytes: number;
  readonly styleBytes: number;
  readonly markupBytes: number;
  readonly pageBytes: number;
  /** Addresses asked for until the page came to rest, the page's own included. */
  readonly requests: readonly string[];
  readonly otherOrigins: readonly string[];
  readonly cookies: readonly string[];
}

/** Opens a page as someone who was never here before, and looks at what it loads before anyone scrolls. */
export async function firstView(browser: Browser, address: string, screen: keyof typeof screens): Promise<FirstView> {
  const context = await browser.newContext(screens[screen]);
  try {
    const page = await context.newPage();
    const { requests, responses } = record(page);
    await page.goto(address, { waitUntil: 'networkidle' });
    const bodies = await Promise.all(responses.map(readBody));
    const html = bodies.find(({ kind }) => kind === 'document')?.text ?? '';
    const reading = readPage(html);
    const ownOrigin = new URL(address).origin;
    return {
      scriptBytes: bytesOf(bodies, 'script') + compressedBytes(reading.inlineScripts.join('\n')),
      styleBytes: bytesOf(bodies, 'stylesheet') + compressedBytes(reading.inlineStyles.join('\n')),
      markupBytes: compressedBytes(markupOf(html, reading)),
      pageBytes: compressedBytes(html),
      requests,
      otherOrigins: [...new Set(requests.map((request) => new URL(request).origin))].filter(
        (origin) => origin !== ownOrigin,
      ),
      cookies: (await context.cookies()).map(({ name }) => name),
    };
  } finally {
    await context.close();
  }
}

function record(page: Page): { readonly requests: string[]; readonly responses: Response[] } {
  const requests: string[] = [];
  const responses: Response[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('response', (response) => responses.push(response));
  return { requests, responses };
}

interface Body {
  readonly kind: string;
  readonly text: string;
}

async function readBody(response: Response): Promise<Body> {
  const kind = response.request().resourceType();
  const isText = kind === 'document' || kind === 'script' || kind === 'stylesheet';
  return { kind, text: isText && response.ok() ? await response.text() : '' };
}

function bytesOf(bodies: readonly Body[], kind: string): number {
  return bodies.filter((body) => body.kind === kind).reduce((sum, { text }) => sum + compressedBytes(text), 0);
}
