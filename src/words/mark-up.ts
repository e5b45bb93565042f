/** Words within which a part is marked up: "Read <terms>our terms</terms>." with what each mark is. */

/** The attributes of a mark; with `href` it is a link, else a <span>, or what `tag` names. */
export type Mark = Readonly<Record<string, string | undefined>>;

const plain = new Set(['strong', 'em', 'b', 'i', 'br']);

/** Markup: the words escaped, their marks made elements. A mark that nobody explains is a mistake of the program. */
export function markUp(words: string, marks: Readonly<Record<string, Mark>>): string {
  return escapeMarkup(words).replace(/&lt;(\/?)([a-z]+)&gt;/g, (_, slash: string, name: string) => {
    if (plain.has(name)) return `<${slash}${name}>`;
    const mark = marks[name];
    if (!mark) throw new Error(`Nothing says what <${name}> is in: ${words}`);
    const { tag = mark.href === undefined ? 'span' : 'a', ...attributes } = mark;
    return slash ? `</${tag}>` : `<${tag}${attributesOf(attributes)}>`;
  });
}

function attributesOf(attributes: Mark): string {
  return Object.entries(attributes)
    .map(([name, value]) =>
      value === undefined ? '' : value === '' ? ` ${name}` : ` ${name}="${escapeMarkup(value)}"`,
    )
    .join('');
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}
