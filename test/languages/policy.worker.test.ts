import { readFileSync } from 'node:fs';
import { type Node, parse, TEXT_NODE } from 'ultrahtml';
import { querySelectorAll } from 'ultrahtml/selector';
import { describe, expect, test } from 'vitest';
import { policyWords, sections, statements } from '../../src/policy/document.ts';
import { readWords, translated } from '../../src/words/read-words.ts';

/** The privacy policy as it is built in each language: a translation of all of it, and the owner's own words beneath. */

const english = parse(readFileSync('dist/client/privacy/index.html', 'utf8'));
const sectionsOfOwner = querySelectorAll(english, 'article[data-policy] section').map(textOf);

describe.each(translated)('the privacy policy in %s', async (language) => {
  const page = parse(readFileSync(`dist/client/${language}/privacy/index.html`, 'utf8'));
  const words = await readWords(process.cwd(), language);

  test('has the owner’s words under each section, marked as English', () => {
    const originals = querySelectorAll(page, 'article[data-policy] [data-original][lang=en]').map(textOf);
    expect(originals).toEqual(sectionsOfOwner);
    expect(originals).toHaveLength(sections.length);
  });

  test('says each statement in an element of its own, under the id that it has in English', () => {
    const said = statements().map(({ id }) => querySelectorAll(page, `[id="${id}"]`).map(textOf));
    const wanted = sections
      .flatMap(({ parts }) => parts)
      .flatMap((part) => {
        if (part.kind === 'heading') return [];
        if (part.kind === 'table') return part.rows.map(({ cells }) => cells);
        return (part.kind === 'list' ? part.items : part.statements).map(({ text }) => [text]);
      });
    const inLanguage = wanted.map((texts) => [fold(texts.map((text) => words[text] ?? text).join(' '))]);
    expect(said).toEqual(inLanguage);
  });

  test('has the figures, the addresses and the names of the law that the English has', () => {
    const factsOf = (text: string) =>
      (
        text.match(/\d+|[\w.]+@[\w.]+\w|ISO|TLS|PCI DSS|CCPA|localStorage|sessionStorage|Stripe|DHL|FedEx|WhatsApp/g) ??
        []
      ).sort();
    const differing = policyWords().filter(
      (text) => factsOf(text).join() !== factsOf(String(words[text] ?? '')).join(),
    );
    expect(differing).toEqual([]);
  });
});

function textOf(node: Node): string {
  return fold(textsIn(node).join(' '));
}

function textsIn(node: Node): readonly string[] {
  if (node.type === TEXT_NODE) return [node.value];
  return 'children' in node ? node.children.flatMap((child: Node) => textsIn(child)) : [];
}

/** Between elements there may be a space or none. */
function fold(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replace(/\s+/g, '');
}
