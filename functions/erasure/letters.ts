import { paths } from '../../src/paths.ts';
import { recipients } from '../../src/policy/recipients.ts';
import { contacts } from '../../src/policy/rights.ts';
import { say, sayKnown } from '../../src/words/say.ts';
import { composeLetter, type Letter, type LetterPart } from '../mail/letter.ts';
import type { OutboxRow } from '../mail/queries.ts';
import { selectRecipients } from '../recipients/queries.ts';
import { selectReceipt } from '../register/queries.ts';
import { selectRequest } from '../requests/queries.ts';
import { signRequestLink } from '../requests/request-link.ts';
import type { Shop } from '../shop.ts';

/** Erased here; somebody else still has something to delete. */
export async function erasureBegun(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const request = await selectRequest(shop.database, row.subject_id);
  if (!request) return undefined;
  return composeLetter({
    subject: say`Your data is deleted here`,
    parts: [
      {
        kind: 'paragraph',
        words: say`Your account, your consents, your messages and all else that we may delete are gone from our shop. What tax law has us keep of your orders is locked away from everyday use.`,
      },
      {
        kind: 'paragraph',
        words: say`Those whom we had given something are being told. We write once more when the last of them has answered.`,
      },
      ...(await standings(shop, row.subject_id)),
      await pageOf(shop, row.subject_id),
      ...(await ending(shop, row.subject_id)),
    ],
  });
}

/** Erased everywhere, or said where and why not. The last that the person hears from the house. */
export async function erasureDone(shop: Shop, row: OutboxRow): Promise<Letter | undefined> {
  const request = await selectRequest(shop.database, row.subject_id);
  if (!request) return undefined;
  return composeLetter({
    subject: say`Your request to delete your data is done`,
    parts: [
      {
        kind: 'paragraph',
        words: say`All that we may delete about you is gone from our shop, and everybody whom we had given something has answered. What tax law has us keep of your orders is locked away from everyday use until its time is over.`,
      },
      ...(await standings(shop, row.subject_id)),
      await pageOf(shop, row.subject_id),
      ...(await ending(shop, row.subject_id)),
      {
        kind: 'small',
        words: say`With this letter we forget your address, so we can’t write again about this request.`,
      },
    ],
  });
}

async function standings(shop: Shop, requestNumber: string): Promise<LetterPart[]> {
  const rows = await selectRecipients(shop.database, requestNumber);
  return rows.map(({ recipient, words }) => ({ kind: 'lines', title: nameOf(recipient), lines: [sayKnown(words)] }));
}

function nameOf(recipient: string): string {
  return sayKnown(Object.entries(recipients).find(([id]) => id === recipient)?.[1].name ?? recipient);
}

async function pageOf(shop: Shop, requestNumber: string): Promise<LetterPart> {
  const link = await signRequestLink(shop.config.privacySecret, requestNumber);
  return {
    kind: 'act',
    label: say`See your request`,
    address: new URL(paths.privacyRequestStatus(link), shop.config.siteOrigin).href,
    note: say`Whoever has this link can see the request, so keep it.`,
  };
}

/** The receipt: with it anybody can show that the entry in our register is the one of that day. */
async function ending(shop: Shop, requestNumber: string): Promise<LetterPart[]> {
  const receipt = await selectReceipt(shop.database, requestNumber);
  return [
    ...(receipt
      ? [{ kind: 'small' as const, words: say`Receipt: entry ${receipt.sequence} of our register, ${receipt.hash}` }]
      : []),
    { kind: 'paragraph', words: say`Request ${requestNumber}. Questions: ${contacts.privacyEmail}` },
  ];
}
