import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { houseModule } from '../house-module.ts';

const file = 'src/content/campaigns.yaml';

/** So many that a letter to each person can't have one of its own. */
const mostCampaigns = 200;

const campaigns = z
  .array(
    z
      .string()
      .max(40)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens only'),
  )
  .max(mostCampaigns)
  .refine((words) => new Set(words).size === words.length, 'one of them is there twice')
  .refine((words) => !words.includes('none'), '"none" stands for a view of no campaign');

/** The words of src/content/campaigns.yaml, for the Worker. */
export const campaignsModule = () => houseModule('house:campaigns', readCampaigns);

async function readCampaigns(project: string): Promise<readonly string[]> {
  return parseCampaigns(await readFile(join(project, file), 'utf8'));
}

/** Throws, in words, when the file is not what it should be. */
export function parseCampaigns(yamlText: string): readonly string[] {
  const parsed = campaigns.safeParse(parse(yamlText) ?? []);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(({ path, message }) => `  ${file} ${path.join('.')} ${message}`);
  throw new Error(`The campaigns are not as they should be:\n${mistakes.join('\n')}`);
}
