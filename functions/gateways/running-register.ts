import { z } from 'zod';

/** For the command that verifies the register: asks the shop that is running, as one of the staff. */
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
