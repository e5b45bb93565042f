import { html } from 'hono/html';
import type { Problem } from '../../src/api/answers.ts';
import { languageTags } from '../../src/languages.ts';
import { paths } from '../../src/paths.ts';
import { language } from '../../src/words/language.ts';
import { say } from '../../src/words/say.ts';

/**
 * A refusal to a form, which the browser shows as it is. It joins in the pages' transition, as the page before expects.
 */
export async function refusalPage({ title, detail, status }: Problem): Promise<Response> {
  const page = await html`<!doctype html>
<html lang="${languageTags[language()]}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>
<style>@view-transition{navigation:auto}body{margin:0;background:#f3f0eb;color:#1d1916;font:17px/1.55 Helvetica,Arial,sans-serif}main{max-width:40rem;margin:0 auto;padding:4rem 1.25rem}h1{font:400 2.4rem/1.15 Georgia,serif}a{color:#5b1a1e;display:inline-block;padding:.6rem 0;text-underline-offset:.25em}</style></head>
<body><main><h1>${title}</h1><p>${detail}</p><p><a href="${paths.privacy}">${say`Your data and your rights`}</a></p></main></body>
</html>`;
  return new Response(String(page), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
