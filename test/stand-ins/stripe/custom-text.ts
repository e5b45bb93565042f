import { html, type Markup } from '../http/markup.ts';

const run = /\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|\*\*([^*]+)\*\*/g;

/** Custom text may have links and bold words, in Markdown: docs.stripe.com/payments/checkout/customization/policies. */
export function customText(message: string): Markup {
  const parts: (Markup | string)[] = [];
  let end = 0;
  for (const match of message.matchAll(run)) {
    const [whole, words, address, bold] = match;
    parts.push(message.slice(end, match.index));
    parts.push(
      address ? html`<a href="${address}" target="_blank" rel="noopener">${words}</a>` : html`<strong>${bold}</strong>`,
    );
    end = match.index + whole.length;
  }
  return html`${[...parts, message.slice(end)]}`;
}
