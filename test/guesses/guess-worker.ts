import { z } from 'zod';
import type { Environment } from '../../functions/environment.ts';
import { claimGuess } from '../../functions/guesses/claim-guess.ts';

/** Runs on workerd: guesses that are asked for at once. */

export const limit = { tries: 5, windowMilliseconds: 15 * 60_000 };

const wish = z.object({ key: z.string(), amount: z.int(), at: z.int() });

export default {
  async fetch(request: Request, { DB }: Environment): Promise<Response> {
    const { key, amount, at } = wish.parse(await request.json());
    return Response.json(await Promise.all(Array.from({ length: amount }, () => claimGuess(DB, key, limit, at))));
  },
};
