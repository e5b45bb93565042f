import { html } from 'hono/html';

/** A message as the e-mail service takes it. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Of a letter of marketing, and of no other: where a mail program's own button takes the consent back. Source: RFC 8058. */
  readonly unsubscribeAddress?: string;
}

export type LetterPart =
  | { readonly kind: 'paragraph'; readonly words: string }
  | { readonly kind: 'small'; readonly words: string }
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
      return part.rows.map(({ title, amount }) => `${title}: ${amount}`).join('\n');
    case 'act':
      return `${part.label}. ${part.note}\n${part.address}`;
    case 'code':
      return `${part.label} ${part.code}`;
  }
}

/** A table layout and styles in the elements: what every mail program reads. No image, nothing loaded from anywhere. */
function asHtml(subject: string, parts: readonly LetterPart[]) {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${subject}</title></head>
<body style="margin:0;background:#f3f0eb;color:#1d1916;font:16px/1.55 Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#f3f0eb"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left;color:#1d1916">
<tr><td style="padding:0 0 28px;border-bottom:1px solid #1d1916;font:24px/1 Georgia,serif;letter-spacing:9px">LIEN</td></tr>
<tr><td style="padding:28px 0 0">
<h1 style="margin:0 0 20px;font:32px/1.1 Georgia,serif">${subject}</h1>
${parts.map(partAsHtml)}
</td></tr></table></td></tr></table>
</body></html>`;
}

function partAsHtml(part: LetterPart) {
  switch (part.kind) {
    case 'paragraph':
      return html`<p style="margin:0 0 16px">${part.words}</p>`;
    case 'small':
      return html`<p style="margin:0 0 16px;font-size:14px;color:#665d55">${part.words}</p>`;
    case 'lines':
      return html`<p style="margin:0 0 16px">${part.title ? html`${part.title}<br>` : ''}${part.lines.map((line) => html`${line}<br>`)}</p>`;
    case 'rows':
      return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;border-bottom:1px solid #1d1916">
${part.rows.map(rowAsHtml)}
</table>`;
    case 'act':
      return html`<p style="margin:28px 0"><a href="${part.address}" style="display:inline-block;padding:16px 24px;background:#5b1a1e;color:#ffffff;text-decoration:none">${part.label}</a></p>
<p style="margin:0 0 16px;font-size:14px;color:#665d55">${part.note}</p>`;
    case 'code':
      return html`<p style="margin:0 0 16px">${part.label} <strong style="font:20px/1.4 'Courier New',monospace;letter-spacing:2px;white-space:nowrap">${part.code}</strong></p>`;
  }
}

function rowAsHtml({ title, amount, isTotal }: LetterRow) {
  const weight = isTotal ? 'bold' : 'normal';
  return html`<tr>
    <td style="padding:10px 12px 10px 0;border-top:1px solid #d3ccc2;font-weight:${weight}">${title}</td>
    <td style="padding:10px 0;border-top:1px solid #d3ccc2;text-align:right;white-space:nowrap;font-weight:${weight}">${amount}</td>
  </tr>`;
}
