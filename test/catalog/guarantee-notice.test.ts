import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  missingNotices,
  noticeFolder,
  noticeLanguages,
  readGuaranteeNotice,
} from '../../src/catalog/guarantee-notice.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595.28 841.89"><path d="M0 0h9v9z"/></svg>';

/** The first 29 bytes of a PNG are all that is looked at. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(29);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'notice-'));
  mkdirSync(join(project, noticeFolder), { recursive: true });
});
afterEach(() => rmSync(project, { recursive: true }));

function add(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(project, noticeFolder, name), content);
}

describe('the harmonised notice on the legal guarantee', () => {
  it('is missing until the owner adds it, and the words say which file, and from where', () => {
    expect(readGuaranteeNotice('en', project)).toBeUndefined();
    expect(missingNotices(project)).toHaveLength(noticeLanguages.length);
    expect(missingNotices(project)[0]).toMatch(
      /src\/assets\/legal lacks guarantee-notice\.en\.svg .*commission\.europa\.eu.*eli\/reg_impl\/2025\/1960.*guarantee-notice\.en\.txt/,
    );
  });

  it('is shown as it is, with its words for whoever cannot see it', () => {
    add({ 'guarantee-notice.en.svg': svg, 'guarantee-notice.en.txt': 'Two years,\n  at least.\n' });
    expect(readGuaranteeNotice('en', project)).toEqual({
      file: 'guarantee-notice.en.svg',
      width: 595.28,
      height: 841.89,
      text: 'Two years, at least.',
    });
    const others = noticeLanguages.filter((language) => language !== 'en');
    expect(missingNotices(project)).toHaveLength(others.length);
    for (const language of others) {
      add({ [`guarantee-notice.${language}.svg`]: svg, [`guarantee-notice.${language}.txt`]: 'Words.' });
    }
    expect(missingNotices(project)).toEqual([]);
  });

  it('may be a PNG', () => {
    add({ 'guarantee-notice.en.png': png(1186, 1675), 'guarantee-notice.en.txt': 'Words.' });
    expect(readGuaranteeNotice('en', project)).toMatchObject({ width: 1186, height: 1675 });
  });

  it.each<[string, Readonly<Record<string, string | Buffer>>, RegExp]>([
    ['without its words', { 'guarantee-notice.en.svg': svg }, /guarantee-notice\.en\.txt is missing or empty/],
    ['as two files', { 'guarantee-notice.en.svg': svg, 'guarantee-notice.en.png': png(1186, 1675) }, /has both/],
    ['that is something else', { 'guarantee-notice.en.svg': '<html></html>' }, /no SVG with a viewBox/],
    ['with a script', { 'guarantee-notice.en.svg': svg.replace('<path', '<script/><path') }, /script/],
    ['too small to be read', { 'guarantee-notice.en.png': png(300, 420) }, /300 pixels wide/],
    ['as a PNG that is none', { 'guarantee-notice.en.png': 'GIF89a' }, /is no PNG/],
    ['cut to a banner', { 'guarantee-notice.en.png': png(1200, 200) }, /1200 by 200, which the notice is not/],
  ])('is refused %s', (_, files, words) => {
    add(files);
    expect(() => missingNotices(project)).toThrow(words);
  });
});
