import { z } from 'zod';
import type { LocalShop } from '../local/launch-shop.ts';
import { askForCheckout, stockPiece, wishFor } from './checkout-wish.ts';
import { printTable } from './print-table.ts';
import type { Verdict } from './verdict.ts';
import { withShop } from './with-shop.ts';

const contenders = 1_000;

const problemSchema = z.object({ code: z.string() });

interface Contest {
  /** How often each answer was given: "201", "409 sold-out". */
  readonly answers: ReadonlyMap<string, number>;
  /** As the stock table counts them, and as the holds themselves add up. */
  readonly held: number;
  readonly holds: number;
  /** How many sessions Stripe was asked to make. */
  readonly sessions: number;
}

export async function benchOversell(): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const stock of [1, 7]) {
    const contest = await withShop((shop) => contend(shop, stock));
    console.log(`  a stock of ${stock}, ${contenders} at once: held ${contest.held}`);
    printTable(['answer', 'times'], [...contest.answers].sort());
    verdicts.push(judge(contest, stock));
  }
  return verdicts;
}

async function contend(shop: LocalShop, stock: number): Promise<Contest> {
  const sku = await stockPiece(shop, stock);
  const given = await Promise.all(Array.from({ length: contenders }, () => answerTo(shop, sku)));
  const answers = new Map<string, number>();
  for (const answer of given) answers.set(answer, (answers.get(answer) ?? 0) + 1);
  const held = await shop.database.prepare('SELECT held FROM stock WHERE sku = ?1').bind(sku).first<number>('held');
  const holds = await shop.database
    .prepare('SELECT COALESCE(SUM(quantity), 0) AS holds FROM holds WHERE sku = ?1')
    .bind(sku)
    .first<number>('holds');
  return { answers, held: held ?? -1, holds: holds ?? -1, sessions: shop.stripe.sessions().length };
}

async function answerTo(shop: LocalShop, sku: string): Promise<string> {
  try {
    const answer = await askForCheckout(shop, wishFor(sku));
    if (answer.headers.get('Content-Type')?.startsWith('application/problem+json')) {
      return `${answer.status} ${problemSchema.parse(await answer.json()).code}`;
    }
    await answer.body?.cancel();
    return String(answer.status);
  } catch (error) {
    return `no answer: ${error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)}`;
  }
}

function judge({ answers, held, holds, sessions }: Contest, stock: number): Verdict {
  const started = answers.get('201') ?? 0;
  const soldOut = answers.get('409 sold-out') ?? 0;
  const isKept =
    held === stock && holds === stock && started === stock && sessions === stock && soldOut === contenders - stock;
  return {
    promise: `a stock of ${stock} is held exactly ${stock} times, and everyone else is told`,
    isKept,
    figures: `${held} held, ${sessions} sessions, ${soldOut} sold out, of ${contenders}`,
  };
}
