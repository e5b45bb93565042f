import { dayInWords } from '../../src/api/day-in-words.ts';
import { formatMoney } from '../../src/catalog/money.ts';
import { nameInWords } from '../../src/catalog/name-in-words.ts';
import { apiPaths, paths } from '../../src/paths.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say } from '../../src/words/say.ts';
import { codeOfLink } from '../links/one-time-link.ts';
import { selectLink } from '../links/queries.ts';
import { composeLetter, type Letter, type LetterPart, type LetterRow } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import { normaliseEmail } from '../normalise-email.ts';
import { signOrderLink } from '../orders/order-link.ts';
import type { Shop } from '../shop.ts';
import { dueFor } from './order-to-withdraw.ts';
import { type OrderToWithdraw, selectOrderToWithdraw, selectWithdrawal, type Withdrawal } from './queries.ts';
import { refundClock, sendBy } from './refund-clock.ts';
import { instantInWords } from './words.ts';

/** The way to the order, told to its mailbox alone; any other mailbox hears that there is nothing to be shown. */
export async function withdrawalLinkLetter(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const link = await selectLink(shop.database, row.subject_id);
  if (!link) return undefined;
  const opened = await selectOrderToWithdraw(shop.database, link.subject_id);
  const fits = opened !== undefined && normaliseEmail(opened.order.email) === link.email;
  return composeLetter({
    subject: say`Withdrawing from an order`,
    parts: [
      paragraph(say`Somebody, we hope you, asked on our page for the way to withdraw from an order.`),
      ...(fits ? await wayIn(shop, link.id, link.subject_id) : nothingFits()),
      questions(),
    ],
  });
}

async function wayIn(shop: Shop, linkId: string, number: string): Promise<LetterPart[]> {
  const typedAt = `${addressOf(shop, apiPaths.withdrawalCode)}?link=${linkId}`;
  return [
    await pagePart(shop, number, say`Withdraw from order ${number}`),
    {
      kind: 'code',
      label: say`Or type this code on the page that you came from:`,
      code: await codeOfLink(shop, linkId),
    },
    { kind: 'small', words: say`If that page is closed, it can be typed here: ${typedAt}`, address: typedAt },
    paragraph(say`Nothing is withdrawn until you confirm it there. Your 14 days are kept by your asking, for one day.`),
  ];
}

function nothingFits(): LetterPart[] {
  return [
    paragraph(
      say`There is nothing to show: this address and the number that was typed do not belong to one order. Look at the number in the confirmation of your order, and at the address that it came to.`,
    ),
    paragraph(
      say`You can also withdraw by writing to ${contacts.privacyEmail} in your own words. If it was not you who asked, there is nothing to do.`,
    ),
  ];
}

/** The acknowledgement of receipt: what was declared, on which date and at what time. Directive 2011/83/EU, Art. 11a(4). */
export async function withdrawalReceived(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const found = await read(shop, row);
  if (!found) return undefined;
  const { opened, withdrawal } = found;
  const { order } = opened;
  return composeLetter({
    subject: say`Your withdrawal from order ${order.number}`,
    parts: [
      paragraph(withdrawal.name ? say`Dear ${withdrawal.name},` : say`Good day,`),
      paragraph(
        say`Your withdrawal reached us on ${instantInWords(withdrawal.at)}. This letter acknowledges it; please keep it.`,
      ),
      {
        kind: 'lines',
        title: say`What you declared:`,
        lines: [
          say`I withdraw from the contract for these pieces:`,
          ...pieceWords(opened, withdrawal),
          say`Order ${order.number}, paid on ${dayInWords(order.paid_at)}`,
          ...(withdrawal.name ? [say`Name: ${withdrawal.name}`] : []),
        ],
      },
      { kind: 'rows', rows: moneyRows(opened, withdrawal) },
      ...sendingParts(withdrawal),
      paragraph(refundWords(withdrawal)),
      await pagePart(shop, order.number, say`See your withdrawal`),
      questions(),
    ],
  });
}

/** The pieces are back. */
export async function withdrawalArrived(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const found = await read(shop, row);
  if (!found || found.withdrawal.arrived_at === null) return undefined;
  const { opened, withdrawal } = found;
  return composeLetter({
    subject: say`Your pieces are back with us`,
    parts: [
      paragraph(say`They arrived on ${dayInWords(withdrawal.arrived_at ?? withdrawal.at)}:`),
      { kind: 'lines', lines: pieceWords(opened, withdrawal) },
      paragraph(say`We look at them, and pay back what is yours. You have a letter when that has left us.`),
      await pagePart(shop, opened.order.number, say`See your withdrawal`),
      questions(),
    ],
  });
}

export async function withdrawalLabel(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  // A label that takes the place of another is another letter, so the row names the moment too.
  const found = await read(shop, { ...row, subject_id: row.subject_id.split(':')[0] ?? '' });
  if (!found || found.withdrawal.label_address === '') return undefined;
  const { opened, withdrawal } = found;
  return composeLetter({
    subject: say`Your label for the way back`,
    parts: [
      paragraph(say`It is paid for: the way back costs you nothing. Print it, or show it on your telephone.`),
      {
        kind: 'act',
        label: say`Open the label`,
        address: withdrawal.label_address,
        note: say`This leads to the page of the carrier.`,
      },
      { kind: 'lines', title: say`To be sent back:`, lines: pieceWords(opened, withdrawal, 'to_return') },
      paragraph(say`Please pack it well, and hand it over by ${dayInWords(sendBy(withdrawal.at))}.`),
      await pagePart(shop, opened.order.number, say`See your withdrawal`),
      questions(),
    ],
  });
}

/** To the house: `subject_id` is the withdrawal and what is to be said. Nobody is named. */
export async function withdrawalWarning(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const [id = '', warning] = row.subject_id.split(':');
  const withdrawal = await selectWithdrawal(shop.database, id);
  if (!withdrawal || withdrawal.settled_at !== null) return undefined;
  const { dueAt, endsAt } = refundClock(withdrawal);
  const day = dayInWords(dueAt ?? endsAt);
  const isLate = warning === 'overdue';
  return composeLetter({
    subject: isLate ? `Overdue: refund of withdrawal ${id}` : `Due soon: refund of withdrawal ${id}`,
    parts: [
      paragraph(
        isLate
          ? `The refund of withdrawal ${id} was due on ${day}, and is not made. Make it now.`
          : `The refund of withdrawal ${id} is due on ${day}, and is not made.`,
      ),
    ],
  });
}

interface Found {
  readonly opened: OrderToWithdraw;
  readonly withdrawal: Withdrawal;
}

async function read(shop: Shop, { subject_id: id }: OutboxRow): Promise<Found | undefined> {
  const opened = await selectOrderToWithdraw(shop.database, id.split('.')[0] ?? '');
  const withdrawal = opened?.withdrawals.find((one) => one.id === id);
  return opened && withdrawal ? { opened, withdrawal } : undefined;
}

function pieceWords(
  { lines }: OrderToWithdraw,
  withdrawal: Withdrawal,
  which: 'quantity' | 'to_return' = 'quantity',
): string[] {
  return withdrawal.lines.flatMap((pieces) => {
    const line = lines.find(({ position }) => position === pieces.position);
    if (!line || pieces[which] === 0) return [];
    return [`${pieces[which]} × ${nameInWords(line.name, line.variant)}`];
  });
}

function moneyRows(opened: OrderToWithdraw, withdrawal: Withdrawal): LetterRow[] {
  const money = (amountMinor: number) => formatMoney(amountMinor, opened.order.currency);
  const { piecesMinor, deliveryMinor, amountMinor } = dueFor(opened, withdrawal);
  return [
    { title: say`Pieces`, amount: money(piecesMinor) },
    ...(deliveryMinor > 0 ? [{ title: say`Standard delivery`, amount: money(deliveryMinor) }] : []),
    { title: say`To be paid back`, amount: money(amountMinor), isTotal: true },
  ];
}

function sendingParts(withdrawal: Withdrawal): LetterPart[] {
  if (withdrawal.goods === 'in-house') {
    return [paragraph(say`These pieces have not left us, so there is nothing that you need to send.`)];
  }
  return [
    paragraph(
      say`Please send back what has reached you, or is still on its way to you, by ${dayInWords(sendBy(withdrawal.at))}. The way back costs you nothing: ask for a label on the page of your withdrawal, and we send it to you with the address.`,
    ),
    paragraph(say`Pack it well, in its own box if you can. If a parcel has not reached you yet, you may refuse it.`),
  ];
}

function refundWords(withdrawal: Withdrawal): string {
  const day = dayInWords(refundClock(withdrawal).endsAt);
  if (withdrawal.goods === 'in-house') return say`You have your money back by ${day}, by the way in which you paid.`;
  return say`You have your money back by ${day}, by the way in which you paid. We may wait until the pieces are back, or until you show us that they are on their way: write the carrier's number on the page of your withdrawal.`;
}

async function pagePart(shop: Shop, number: string, label: string): Promise<LetterPart> {
  const link = await signOrderLink(shop.config.orderLinkSecret, number);
  return {
    kind: 'act',
    label,
    address: addressOf(shop, paths.withdrawal(link)),
    note: say`Whoever has this link can see the order, so keep it.`,
  };
}

function questions(): LetterPart {
  return paragraph(say`Questions: ${contacts.privacyEmail}`);
}

function paragraph(words: string): LetterPart {
  return { kind: 'paragraph', words };
}

function addressOf(shop: Shop, path: string): string {
  return new URL(path, shop.config.siteOrigin).href;
}
