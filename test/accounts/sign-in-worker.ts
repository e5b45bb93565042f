import { Hono } from 'hono';
import { z } from 'zod';
import { hashPassword, verifyAgainstNobody, verifyPassword } from '../../functions/accounts/password.ts';
import type { ShopVariables } from '../../functions/door.ts';
import { claimGuess } from '../../functions/guesses/claim-guess.ts';
import { guessKey } from '../../functions/guesses/guess-key.ts';
import { limitRate } from '../../functions/rate-limit.ts';

/** Runs on workerd: the parts of signing in, each at an address of its own. */

const body = z.object({ encoded: z.string(), password: z.string() });
const app = new Hono<ShopVariables>();

app.post('/hash', async (context) => context.text(await hashPassword(await context.req.text())));

app.post('/verify', async (context) => {
  const { encoded, password } = body.parse(await context.req.json());
  return context.json(await verifyPassword(encoded, password));
});

app.post('/nobody', async (context) => context.json(await verifyAgainstNobody(await context.req.text())));

app.post('/guess', async (context) => {
  const key = await guessKey('a secret of thirty-two characters.', 'sign-in', await context.req.text());
  const limit = { tries: 5, windowMilliseconds: 15 * 60_000 };
  return context.json(await claimGuess(context.env.DB, key, limit, Date.now()));
});

app.post('/limited', limitRate('RATE_LIMIT_SIGN_IN'), (context) => context.text('passed'));

/** Knocks there from each of the addresses at once, and answers with what they were told. */
app.post('/knocks', async (context) => {
  const addresses = z.array(z.string()).parse(await context.req.json());
  const answers = await Promise.all(
    addresses.map(async (address) => {
      const headers = new Headers(address === '' ? [] : [['CF-Connecting-IP', address]]);
      const answer = await app.request('/limited', { method: 'POST', headers }, context.env);
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    }),
  );
  return context.json(answers);
});

app.post('/nothing', (context) => context.text('nothing'));

export default app;
