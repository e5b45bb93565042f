import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { houseModule } from '../house-module.ts';
import type { ReferrerLists } from './listed-source.ts';

const hostsByName = z.record(z.string(), z.array(z.string()));
const searchEngines = z.record(z.string(), z.array(z.object({ urls: z.array(z.string()).default([]) })));

/** The lists of ../lists, for the Worker. */
export const referrerListsModule = () => houseModule('house:referrer-lists', readReferrerLists);

export async function readReferrerLists(project: string): Promise<ReferrerLists> {
  const [engines, socials, assistants, spammers] = await Promise.all(
    ['SearchEngines.yml', 'Socials.yml', 'AIAssistants.yml', 'spammers.txt'].map((file) =>
      readFile(join(project, 'functions/page-views/lists', file), 'utf8'),
    ),
  );
  const searchUrls = Object.values(searchEngines.parse(parse(engines ?? ''))).flatMap((groups) =>
    groups.flatMap(({ urls }) => urls),
  );
  return {
    search: entriesOf(searchUrls),
    social: entriesOf(Object.values(hostsByName.parse(parse(socials ?? ''))).flat()),
    'ai-assistant': entriesOf(Object.values(hostsByName.parse(parse(assistants ?? ''))).flat()),
    spam: entriesOf((spammers ?? '').split('\n')),
  };
}

/** A host, or a host and the beginning of a path; "www." says nothing. */
function entriesOf(lines: readonly string[]): string {
  const entries = lines.map((line) =>
    line
      .trim()
      .toLowerCase()
      .replace(/^www\./, ''),
  );
  return [...new Set(entries.filter(Boolean))].sort().join(' ');
}
