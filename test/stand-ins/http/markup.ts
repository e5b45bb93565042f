import type { Answer } from './serve.ts';

/** HTML that is safe to put into a page as it is. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Content = Markup | string | number | null | undefined | false | readonly Content[];

/** Builds HTML; every interpolated value is escaped unless it is Markup already. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const source = parts.reduce((built, part, index) => built + render(values[index - 1]) + part);
  return new Markup(source);
}

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Markup) return content.source;
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return content.map(render).join('');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A page may load its own stylesheet and images, and nothing runs in it. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src http: https: data:; frame-src 'self'; base-uri 'none'";

export function pageAnswer(status: number, page: Markup): Answer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: page.source,
  };
}

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value, null, 2),
  };
}

export function redirectAnswer(location: string): Answer {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

export function styleAnswer(style: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-store' },
    body: style,
  };
}

/** The frame of every page of a stand-in. */
export function page(title: string, content: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
${content}
</body>
</html>
`;
}
