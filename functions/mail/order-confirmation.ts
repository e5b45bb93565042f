import { html } from 'hono/html';
import { countryName, deliveryOption } from '../../src/catalog/delivery.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import type { Config } from '../config.ts';
import { signOrderLink } from '../orders/order-link.ts';
import type { Order, OrderLine } from '../orders/queries.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The words of the confirmation, once for both of its forms. */
interface Confirmation {
  readonly number: string;
  readonly link: string;
  readonly greeting: string;
  readonly opening: string;
  readonly lines: readonly { readonly title: string; readonly amount: string }[];
  readonly sums: readonly { readonly title: string; readonly amount: string }[];
  readonly total: string;
  readonly destination: readonly string[];
  readonly delivery: string;
  readonly gift: string;
  readonly rights: string;
  readonly contact: string;
}

/** One order's confirmation, as HTML and as text. It is the durable record of the contract: everything bought, paid and promised stands in it. */
export async function orderConfirmation(config: Config, order: Order, lines: readonly OrderLine[]): Promise<Letter> {
  const link = new URL(paths.order(await signOrderLink(config.orderLinkSecret, order.number)), config.siteOrigin).href;
  const returns = new URL(paths.delivery, config.siteOrigin).href;
  const confirmation = confirmationOf(order, lines, link, returns);
  return {
    subject: `Your order ${order.number}`,
    text: textOf(confirmation),
    html: String(await htmlOf(confirmation)),
  };
}

function confirmationOf(order: Order, lines: readonly OrderLine[], link: string, returns: string): Confirmation {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  const option = deliveryOption(order.country, order.delivery);
  const destination = [
    order.name,
    order.address_line1,
    order.address_line2,
    [order.postcode, order.city].filter(Boolean).join(' '),
    order.region,
    countryName(order.country, 'en'),
  ];
  return {
    number: order.number,
    link,
    greeting: order.name ? `Dear ${order.name},` : 'Good day,',
    opening:
      order.state === 'paid'
        ? 'Thank you. Your payment has arrived and the order below is yours. We write again when it leaves the house.'
        : 'Thank you. Your payment has arrived. One of us looks at this order by hand before it leaves the house, and writes to you.',
    lines: lines.map((line) => ({
      title: `${line.quantity} × ${line.name}${line.variant ? `, ${line.variant}` : ''}`,
      amount: money(line.unit_minor * line.quantity),
    })),
    sums: [
      { title: 'Pieces', amount: money(order.subtotal_minor) },
      { title: option?.name ?? 'Delivery', amount: order.delivery_minor === 0 ? 'Free' : money(order.delivery_minor) },
    ],
    total: money(order.total_minor),
    destination: destination.filter(Boolean),
    delivery: option ? `${option.name}, ${option.daysFrom} to ${option.daysTo} working days once it has left us.` : '',
    gift: order.gift_wrap
      ? `Wrapped as a gift.${order.gift_message ? ` Your message: ${order.gift_message}` : ''}`
      : '',
    rights: `You may withdraw within 14 days of receiving your pieces, without giving a reason. How, the form, and the pieces that are excepted: ${returns}`,
    contact: `Questions about this order or about your data: ${contacts.privacyEmail}`,
  };
}

function textOf(confirmation: Confirmation): string {
  const rows = [...confirmation.lines, ...confirmation.sums].map((row) => `${row.title}: ${row.amount}`);
  const paragraphs = [
    `LIEN\nYour order ${confirmation.number}`,
    confirmation.greeting,
    confirmation.opening,
    [...rows, `Total, tax included: ${confirmation.total}`].join('\n'),
    ['To', ...confirmation.destination].join('\n'),
    confirmation.delivery,
    confirmation.gift,
    `Your order page. Whoever has this link can see the order, so keep it:\n${confirmation.link}`,
    confirmation.rights,
    confirmation.contact,
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** A table layout and styles in the elements: what every mail program reads. No image, nothing loaded from anywhere. */
function htmlOf(confirmation: Confirmation) {
  const row = (title: string, amount: string, weight = 'normal') => html`<tr>
    <td style="padding:10px 12px 10px 0;border-top:1px solid #d3ccc2;font-weight:${weight}">${title}</td>
    <td style="padding:10px 0;border-top:1px solid #d3ccc2;text-align:right;white-space:nowrap;font-weight:${weight}">${amount}</td>
  </tr>`;
  const paragraph = (words: string) => (words ? html`<p style="margin:0 0 16px">${words}</p>` : '');
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>Your order ${confirmation.number}</title></head>
<body style="margin:0;background:#f3f0eb;color:#1d1916;font:16px/1.55 Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="#f3f0eb"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left;color:#1d1916">
<tr><td style="padding:0 0 28px;border-bottom:1px solid #1d1916;font:24px/1 Georgia,serif;letter-spacing:9px">LIEN</td></tr>
<tr><td style="padding:28px 0 0">
<h1 style="margin:0 0 20px;font:32px/1.1 Georgia,serif">Your order ${confirmation.number}</h1>
${paragraph(confirmation.greeting)}${paragraph(confirmation.opening)}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;border-bottom:1px solid #1d1916">
${confirmation.lines.map((line) => row(line.title, line.amount))}${confirmation.sums.map((sum) => row(sum.title, sum.amount))}${row('Total, tax included', confirmation.total, 'bold')}
</table>
<p style="margin:0 0 16px">${confirmation.destination.map((line) => html`${line}<br>`)}</p>
${paragraph(confirmation.delivery)}${paragraph(confirmation.gift)}
<p style="margin:28px 0"><a href="${confirmation.link}" style="display:inline-block;padding:16px 24px;background:#5b1a1e;color:#ffffff;text-decoration:none">See your order</a></p>
<p style="margin:0 0 16px;font-size:14px;color:#665d55">Whoever has this link can see the order, so keep it.</p>
${paragraph(confirmation.rights)}${paragraph(confirmation.contact)}
</td></tr></table></td></tr></table>
</body></html>`;
}
