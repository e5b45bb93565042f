import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const engine = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Look {
  /** Only these of axe's rules, where the rest has been looked at already. */
  readonly rules?: readonly string[];
}

/**
 * What axe-core finds against its rules for WCAG 2.2 A and AA and for good practice, a sentence for each element: empty
 * where nothing stands in anybody's way. What axe itself leaves to a person ("incomplete") is left to a person.
 */
export async function findBarriers(page: Page, { rules }: Look = {}): Promise<readonly string[]> {
  // The page's policy lets in no script of ours: this one comes as the browser's own tools do.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(engine);
  const violations = await page.evaluate(async (only) => {
    const { axe: loaded } = window as unknown as { axe: typeof axe };
    const outcome = await loaded.run(document, {
      resultTypes: ['violations'],
      ...(only && { runOnly: { type: 'rule', values: [...only] } }),
    });
    return outcome.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target }) => String(target)),
    }));
  }, rules);
  return violations.flatMap(({ id, help, where }) => where.map((place) => `${id}: ${help} (${place})`));
}
