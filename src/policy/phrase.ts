/** Words of a declaration that pages say in other languages too: the build looks for them by this name (src/words/read-phrases.ts). */
export function phrase(text: TemplateStringsArray): string {
  return text.join('');
}
