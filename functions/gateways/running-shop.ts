import { z } from 'zod';

/** For commands of the house: asks the shop that is running, as one of the staff. */

const answer = z.object({ missing: z.int(), erased: z.int(), isDone: z.boolean() });

export type ReplayAnswer = z.output<typeof answer>;

/**
 * @param accessToken of Cloudflare Access: `cloudflared access token --app <url>`
 * Throws, in a sentence, when the shop refuses.
 */
export async function askForReplay(shopUrl: string, path: string, accessToken: string): Promise<ReplayAnswer> {
  const response = await fetch(new URL(path, shopUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Cf-Access-Jwt-Assertion': accessToken },
    body: '{}',
  });
  if (!response.ok) throw new Error(`The shop answered ${response.status}. Nothing more was done; try again.`);
  return answer.parse(await response.json());
}

const report = z.object({
  entries: z.int(),
  anchors: z.int(),
  faults: z.array(
    z.object({
      sequence: z.int(),
      fault: z.enum(['changed', 'missing', 'reordered', 'doubled', 'not-as-anchored']),
      until: z.int().optional(),
    }),
  ),
});

export type PrintedReport = z.output<typeof report>;

/** @param accessToken of the staff sign-in. Throws, in a sentence, when the shop refuses. */
export async function readRunningRegister(shopUrl: string, path: string, accessToken: string): Promise<PrintedReport> {
  const response = await fetch(new URL(path, shopUrl), { headers: { 'Cf-Access-Jwt-Assertion': accessToken } });
  if (!response.ok) throw new Error(`The shop answered ${response.status}, and the register was not read.`);
  return report.parse(await response.json());
}
