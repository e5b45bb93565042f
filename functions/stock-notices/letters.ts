import { dayInWords } from '../../src/api/day-in-words.ts';
import { currencies, formatMoney } from '../../src/catalog/money.ts';
import { paths } from '../../src/paths.ts';
import { retention } from '../../src/policy/retention.ts';
import { contacts } from '../../src/policy/rights.ts';
import { durationInWords } from '../../src/words/duration-in-words.ts';
import { say } from '../../src/words/say.ts';
import { readItem } from '../catalog/read-item.ts';
import { codeOfLink, tokenOfLink } from '../links/one-time-link.ts';
import { selectLink } from '../links/queries.ts';
import { composeLetter, type Letter, type LetterPart } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import { isRestricted } from '../restriction/queries.ts';
import type { Shop } from '../shop.ts';
import { selectAvailable } from '../stock/queries.ts';
import { type NoticeWish, type StockNotice, selectNoticeOf, selectNoticeWish } from './queries.ts';
import { stopPath } from './stop-notice.ts';

/** Each answers somebody who asked for it, about the piece that they asked about and nothing else. */

/** Asks the mailbox whether the wish is its own, and says there what is so already. Not sent where the wish is gone. */
export async function confirmStockNotice(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const link = await selectLink(shop.database, row.subject_id);
  const wish = link && (await selectNoticeWish(shop.database, link.subject_id));
  const item = wish && (await readItem(shop.assets, shop.config.siteOrigin, wish.sku));
  if (!link || !wish || !item) return undefined;
  const waiting = await selectNoticeOf(shop.database, wish.email, wish.sku);
  return composeLetter({
    subject: say`Shall we tell you when it is back?`,
    parts: [
      said(say`On ${dayInWords(wish.asked_at)} your address was given to be told when this piece is back:`),
      { kind: 'lines', lines: [item.name, item.variant].filter(Boolean) },
      ...(await answerTo(shop, wish, link.id, waiting)),
      questions(),
    ],
  });
}

async function answerTo(
  shop: Shop,
  wish: NoticeWish,
  linkId: string,
  waiting: StockNotice | null,
): Promise<readonly LetterPart[]> {
  if (await isRestricted(shop.database, wish.email)) {
    return [
      said(say`At your wish your data is only kept, so we can’t take this on, and nothing more is sent about it.`),
      said(say`To be told, have the restriction lifted first: answer this letter, or write to us.`),
    ];
  }
  if (waiting) {
    return [
      said(say`You have confirmed this already, and it holds: we write once, when the piece is back.`),
      leads(say`To take it back, open this page and press its button:`, await absoluteStop(shop, waiting.id)),
    ];
  }
  const { keep } = retention['stock-notices'];
  return [
    {
      kind: 'act',
      label: say`Confirm it`,
      address: address(shop, paths.backInStock(await tokenOfLink(shop, linkId))),
      note: say`Nothing is sent until you have. The link works for a day.`,
    },
    leads(say`If the link does not open, type your address and this code here:`, address(shop, paths.backInStock())),
    { kind: 'code', label: say`Code:`, code: await codeOfLink(shop, linkId) },
    said(
      say`We then write once, when the piece is back, and delete your address with that letter. If it is not back within ${durationInWords(keep)}, we delete it without one.`,
    ),
    leads(say`To take it back at any time, open this page and press its button:`, await absoluteStop(shop, wish.id)),
    said(
      say`If it was not you, there is nothing to do. Nothing is sent, and your address is deleted after ${durationInWords(retention['unconfirmed-stock-notices'].keep)}.`,
    ),
  ];
}

/**
 * The one letter that was asked for. Its row is gone already, so it is made from what its subject names: the piece and
 * the currency. Of a piece that has gone again before it could leave, it says so.
 */
export async function backInStock(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const [sku = '', named] = row.subject_id.split('.');
  const item = await readItem(shop.assets, shop.config.siteOrigin, sku);
  const currency = currencies.find((one) => one === named);
  if (!item || !currency) return undefined;
  const [stock] = await selectAvailable(shop.database, [sku]);
  const isThere = (stock?.available ?? 0) > 0;
  const piece: LetterPart = {
    kind: 'lines',
    lines: [item.name, item.variant, say`${formatMoney(item.prices[currency], currency)}, tax included`].filter(
      Boolean,
    ),
  };
  const page = address(shop, `${paths.piece(item.slug)}#${sku}`);
  return composeLetter({
    subject: isThere ? say`Back in the house: ${item.name}` : say`Here, and gone again: ${item.name}`,
    parts: [
      said(say`You asked us to tell you when this piece is back:`),
      piece,
      isThere
        ? {
            kind: 'act',
            label: say`See the piece`,
            address: page,
            note: say`We hold nothing back for you. Whoever asked first is told first, and no more people at a time than there are pieces.`,
          }
        : leads(
            say`It came back, and was sold before this letter could leave. We are sorry. If you would still like to know, ask again on its page:`,
            page,
          ),
      said(say`This was the one letter that you asked for. Your address is deleted with it, and nothing follows.`),
      questions(),
    ],
  });
}

function questions(): LetterPart {
  return said(say`Questions about your data: ${contacts.privacyEmail}`);
}

function said(words: string): LetterPart {
  return { kind: 'paragraph', words };
}

function leads(words: string, target: string): LetterPart {
  return { kind: 'paragraph', words: `${words} ${target}`, address: target };
}

async function absoluteStop(shop: Shop, noticeId: string): Promise<string> {
  return address(shop, await stopPath(shop, noticeId));
}

function address(shop: Shop, path: string): string {
  return new URL(path, shop.config.siteOrigin).href;
}
