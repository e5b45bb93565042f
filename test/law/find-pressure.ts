/**
 * Words that hurry a shopper: Directive 2005/29/EC, Annex I, points 7 and 18, and the house's own way of speaking.
 * "The last one." is said once, as a fact, and is none of them.
 */
const pressure = [
  /\bonly (?:\d+|one|two|three|a few) (?:left|remain\w*|available)\b/i,
  /\b(?:hurry|act now|buy now|last chance|don['’]t miss|selling fast|almost gone|while (?:stocks?|supplies) lasts?)\b/i,
  /\b(?:ends|expires) (?:today|tonight|soon|in \d+)\b/i,
  /\b\d+ (?:people|others|customers|shoppers) (?:are|have|bought|viewed|looking)\b/i,
  /\bin high demand\b/i,
  /\blimited (?:time|offer|edition|stock)\b/i,
  /\b(?:countdown|flash sale|special offer)\b/i,
];

/** What of a text hurries whoever reads it; empty when nothing does. */
export function findPressure(text: string): readonly string[] {
  return pressure.flatMap((words) => words.exec(text)?.[0] ?? []);
}
