import type { Problem } from '../../src/api/answers.ts';
import { phrase, say } from '../../src/words/say.ts';
import { problem } from '../problem.ts';
import { writeWithProof } from '../register/write-with-proof.ts';
import { insertStepStatement, type PrivacyRequest } from '../requests/queries.ts';
import type { Shop } from '../shop.ts';
import { accessPackage } from './access-package.ts';
import { openPersonCopy, type PersonCopy } from './person-copy.ts';
import { type Copy, type CopyKind, claimCopy, freeCopy, selectCopy, setFetchedStatement } from './queries.ts';
import { type SingleUse, singleUse } from './single-use.ts';
import { writePortabilityJson } from './write-json.ts';

/** Longer than a download takes: after it, the one who had the copy is taken for gone, and it may be fetched again. */
const claimMilliseconds = 10 * 60_000;

export interface FetchedCopy extends SingleUse {
  readonly fileName: string;
  readonly contentType: string;
}

/**
 * The copy as a stream, to whoever has the request. It is used up when its last byte has
 * been taken, and free again when the stream was given up before. From `expires_at` on it
 * is refused, whatever the sweep has done. A restriction of processing does not touch it.
 */
export async function fetchCopy(
  shop: Shop,
  request: PrivacyRequest,
  signal?: AbortSignal,
): Promise<FetchedCopy | Problem> {
  const { database, now } = shop;
  const isClaimed = await claimCopy(database, request.number, now - claimMilliseconds, now);
  const copy = await selectCopy(database, request.number);
  if (!copy) return noSuchCopy();
  if (!isClaimed) return refusalOf(copy, now);
  const free = () => freeCopy(database, copy.id, now);
  try {
    const personCopy = await openPersonCopy(shop, request);
    const fate = { finish: () => finish(shop, request, copy), free };
    const used = singleUse(contentOf(personCopy, copy.kind), fate, signal);
    return { ...used, ...fileOf(copy.kind, request.number) };
  } catch (error) {
    await free();
    throw error;
  }
}

function contentOf(copy: PersonCopy, kind: CopyKind): ReadableStream<Uint8Array> {
  return kind === 'access' ? accessPackage(copy) : bytesOf(writePortabilityJson(copy));
}

function bytesOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

function fileOf(kind: CopyKind, requestNumber: string) {
  return kind === 'access'
    ? { fileName: `lien-${requestNumber}.zip`, contentType: 'application/zip' }
    : { fileName: `lien-${requestNumber}-portability.json`, contentType: 'application/json' };
}

async function finish(shop: Shop, request: PrivacyRequest, { id, kind }: Copy): Promise<void> {
  const { database, now } = shop;
  await writeWithProof(
    shop,
    [
      setFetchedStatement(database, id, now),
      insertStepStatement(database, request.number, 'copy-fetched', phrase`The copy was fetched.`, now),
    ],
    [
      {
        requestNumber: request.number,
        subjectHash: request.subject_hash,
        kind: request.kind,
        step: 'fetched',
        details: { copy: kind },
      },
    ],
  );
}

function noSuchCopy(): Problem {
  return problem('not-found', say`There is no such copy.`, say`Open the page of your request again, from our letter.`);
}

function refusalOf({ fetched_at, expires_at }: Copy, now: number): Problem {
  const again = say`Your data is untouched. Ask for a new copy on the privacy page; it takes as long as opening an e-mail.`;
  if (fetched_at !== null) return problem('link-ended', say`This copy was fetched already.`, again);
  if (expires_at <= now) return problem('link-ended', say`The time for fetching this copy is over.`, again);
  const detail = say`It can be fetched once. If that download breaks off, it is here again, after ten minutes at the latest.`;
  return problem('conflict', say`This copy is being fetched right now.`, detail);
}
