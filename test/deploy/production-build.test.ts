import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { noticeFolder, noticeLanguages } from '../../src/catalog/guarantee-notice.ts';

const project = mkdtempSync(join(tmpdir(), 'production-'));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(project, { recursive: true, force: true });
});

/** What the build does first, in this environment and in a folder that has these files. */
async function beginBuild(environment: string, files: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(join(project, noticeFolder), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(project, noticeFolder, name), content);
  vi.resetModules();
  vi.stubEnv('CLOUDFLARE_ENV', environment);
  vi.stubEnv('SITE_ORIGIN', 'https://shop.example');
  const { default: settings } = await import('../../astro.config.mjs');
  const lawful = settings.integrations?.flat().find((each) => each !== false && each?.name === 'lawful-in-production');
  const begin: unknown = lawful ? lawful.hooks['astro:build:start'] : undefined;
  if (typeof begin !== 'function') throw new Error('The build has no such step.');
  vi.spyOn(process, 'cwd').mockReturnValue(project);
  begin();
}

/** The files of one. */
const notice = (language: string) => ({
  [`guarantee-notice.${language}.svg`]: '<svg viewBox="0 0 210 297"></svg>',
  [`guarantee-notice.${language}.txt`]: 'Words.',
});

it('stops where the notice on the legal guarantee is missing, and says what to add', async () => {
  await expect(beginBuild('production', {})).rejects.toThrow(/lacks what the law wants:\n.*guarantee-notice\.en\.svg/);
});

it('goes on with it, and on this machine without it', async () => {
  await expect(beginBuild('', {})).resolves.toBeUndefined();
  const inEnglish = notice('en');
  await expect(beginBuild('production', inEnglish)).rejects.toThrow(
    /lacks what the law wants:\n.*guarantee-notice\.fr\.svg/,
  );
  const all = Object.assign({}, ...noticeLanguages.map(notice));
  await expect(beginBuild('production', all)).resolves.toBeUndefined();
});
