import { html, raw } from 'hono/html';
import { languageTags } from '../../src/languages.ts';
import { contacts } from '../../src/policy/rights.ts';
import { language } from '../../src/words/language.ts';
import { say } from '../../src/words/say.ts';

/** A message as the e-mail service takes it. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Of a letter of marketing, and of no other: where a mail program's own button takes the consent back. Source: RFC 8058. */
  readonly unsubscribeAddress?: string;
}

export type LetterPart =
  /** `address` stands in the words, and can be followed. */
  | { readonly kind: 'paragraph' | 'small'; readonly words: string; readonly address?: string }
  /** Written one under the other, as an address is. */
  | { readonly kind: 'lines'; readonly title?: string; readonly lines: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly LetterRow[] }
  /** The one thing to do, and what to know of it. */
  | { readonly kind: 'act'; readonly label: string; readonly address: string; readonly note: string }
  | { readonly kind: 'code'; readonly label: string; readonly code: string };

export interface LetterRow {
  readonly title: string;
  readonly amount: string;
  readonly isTotal?: boolean;
}

/** The words of a letter, once for both of its forms. Empty paragraphs are left out. */
export interface LetterContent {
  readonly subject: string;
  readonly parts: readonly LetterPart[];
  readonly unsubscribeAddress?: string;
}

/** A letter as HTML and as text. */
export async function composeLetter({ subject, parts, unsubscribeAddress }: LetterContent): Promise<Letter> {
  const said = parts.filter((part) => !('words' in part) || part.words !== '');
  return {
    subject,
    text: `${[`LIEN\n${subject}`, ...said.map(asText)].join('\n\n')}\n`,
    html: String(await asHtml(subject, said)),
    ...(unsubscribeAddress ? { unsubscribeAddress } : {}),
  };
}

function asText(part: LetterPart): string {
  switch (part.kind) {
    case 'paragraph':
    case 'small':
      return part.words;
    case 'lines':
      return [...(part.title ? [part.title] : []), ...part.lines].join('\n');
    case 'rows':
      return part.rows.map(({ title, amount }) => say`${title}: ${amount}`).join('\n');
    case 'act':
      return `${say`${part.label}. ${part.note}`}\n${part.address}`;
    case 'code':
      return `${part.label} ${part.code}`;
  }
}

/**
 * A table layout and styles in the elements: what every mail program reads. No image, nothing loaded from anywhere. The
 * classes are for the dark: programs that read a style sheet take its colours, the others darken the letter themselves.
 */
function asHtml(subject: string, parts: readonly LetterPart[]) {
  return html`<!doctype html>
<html lang="${languageTags[language()]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${subject}</title>
<style>${raw(darkStyle)}</style></head>
<body class="paper" style="margin:0;background:#f3f0eb;color:#1d1916;font:16px/1.55 Helvetica,Arial,sans-serif">
<table class="paper" role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#f3f0eb"><tr><td align="center" style="padding:32px 20px">
<table class="ink" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left;color:#1d1916">
<tr><td class="line" style="padding:0 0 28px;border-bottom:1px solid #1d1916;font:24px/1 Georgia,serif;letter-spacing:9px">LIEN</td></tr>
<tr><td style="padding:28px 0 0;overflow-wrap:anywhere;word-break:break-word">
<h1 style="margin:0 0 24px;font:30px/1.15 Georgia,serif">${keptWhole(subject)}</h1>
${parts.map(partAsHtml)}
</td></tr></table></td></tr></table>
</body></html>`;
}

const darkStyle = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.paper{background:#1d1916!important}.ink,.link{color:#f3f0eb!important}.muted,.muted .link{color:#b8aea3!important}.line{border-color:#f3f0eb!important}.hairline{border-color:#4d453e!important}.act{background:#e4dfd7!important;color:#1d1916!important}}`;

function partAsHtml(part: LetterPart) {
  switch (part.kind) {
    case 'paragraph':
      return html`<p dir="auto" style="margin:0 0 16px">${wordsAsHtml(part)}</p>`;
    case 'small':
      return html`<p class="muted" dir="auto" style="margin:0 0 16px;font-size:14px;color:#665d55">${wordsAsHtml(part)}</p>`;
    case 'lines':
      return html`<p dir="auto" style="margin:0 0 24px">${part.title ? html`<span class="muted" style="font-size:14px;color:#665d55">${keptWhole(part.title)}</span><br>` : ''}${part.lines.map((line) => html`${wordsAsHtml({ words: line })}<br>`)}</p>`;
    case 'rows':
      return html`<table class="line" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;border-bottom:1px solid #1d1916">
${part.rows.map(rowAsHtml)}
</table>`;
    case 'act':
      return html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:28px 0 12px"><tr><td class="act" bgcolor="#5b1a1e" style="mso-padding-alt:16px 24px"><a class="act" href="${part.address}" style="display:inline-block;padding:16px 24px;background:#5b1a1e;color:#ffffff;text-decoration:none">${keptWhole(part.label)}</a></td></tr></table>
<p class="muted" style="margin:0 0 24px;font-size:14px;color:#665d55">${part.note}</p>`;
    case 'code':
      return html`<p style="margin:0 0 16px">${part.label} <strong style="font:20px/1.4 'Courier New',monospace;letter-spacing:2px;white-space:nowrap">${part.code}</strong></p>`;
  }
}

/** What can be followed: the address that the part names, and the house's own mailbox. Nobody else's words become a link. */
function wordsAsHtml({ words, address }: { readonly words: string; readonly address?: string }) {
  const links = new Map([
    [contacts.privacyEmail, `mailto:${contacts.privacyEmail}`],
    ...(address ? [[address, address] as const] : []),
  ]);
  return splitAround(words, [...links.keys()]).map((piece) => {
    const target = links.get(piece);
    return target ? html`<a class="link" href="${target}" style="color:inherit">${piece}</a>` : keptWhole(piece);
  });
}

/** The number of an order, a request or a breach is not broken over two lines. */
function keptWhole(words: string) {
  return words
    .split(/((?:LG|PR|BR)(?:-[0-9A-Z]{4}){2})/)
    .map((piece, place) => (place % 2 === 1 ? html`<span style="white-space:nowrap">${piece}</span>` : piece));
}

/** The words in pieces, in which each of the names stands alone. */
function splitAround(words: string, names: readonly string[]): readonly string[] {
  return names.reduce<readonly string[]>(
    (pieces, name) =>
      pieces.flatMap((piece) =>
        names.includes(piece)
          ? [piece]
          : piece.split(name).flatMap((part, place) => (place > 0 ? [name, part] : [part])),
      ),
    [words],
  );
}

function rowAsHtml({ title, amount, isTotal }: LetterRow) {
  const weight = isTotal ? 'bold' : 'normal';
  return html`<tr>
    <td class="hairline" style="padding:10px 12px 10px 0;border-top:1px solid #d3ccc2;vertical-align:top;font-weight:${weight}">${title}</td>
    <td class="hairline" style="padding:10px 0;border-top:1px solid #d3ccc2;vertical-align:top;text-align:right;white-space:nowrap;font-weight:${weight}">${amount}</td>
  </tr>`;
}
