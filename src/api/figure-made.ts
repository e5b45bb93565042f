/** How each figure is made, for whoever reads it: the page and the program's answer say the same. */
import { paragraph } from '../words/paragraph.ts';
import { type Phrase, phrase, say } from '../words/say.ts';
import type { FigureName } from './page-view-answers.ts';

const ofFigures: Readonly<Record<FigureName, Phrase>> = {
  path: phrase`Views of each page, the visits that saw it, and the time that it was seen.`,
  entry: phrase`The first page of each visit. Views are all the views of those visits.`,
  exit: phrase`The last page of each visit. Views are all the views of those visits.`,
  source: phrase`Where each visit came from, by its first page: a kind of site, or the name of the site; never its page or what was searched for. Views are all the views of those visits. The hundred largest of a day stand alone.`,
  medium: phrase`What the link that began a visit says of itself (utm_medium), where it is a word of the house’s list. Views are all the views of those visits.`,
  campaign: phrase`The campaign that the link which began a visit names (utm_campaign), where it is of the house’s list. Views are all the views of those visits.`,
  country: phrase`The country, as the network tells it when the page is seen. No address is kept.`,
  device: phrase`Phone, tablet or desktop, by what the browser says of itself. What can’t be told is “other” too.`,
  browser: phrase`The browser’s family, without its version. What can’t be told is “other” too.`,
  system: phrase`The operating system’s family, without its version. What can’t be told is “other” too.`,
  funnel: phrase`Visits that saw a piece and that saw the bag, from page views; checkouts begun and orders paid, from the orders. The two are counted apart and never joined: nobody can be followed from one step to the next. A step that had fewer than 10 on a day is left out of that day once it is frozen, so over frozen days a step can stand lower than it was, or be missing.`,
};

export function figureMade(name: FigureName): string {
  const made = say(ofFigures[name]);
  return name === 'funnel' ? made : paragraph([made, foldedMade()]);
}

export function seriesMade(): string {
  return say`A view is a page that was seen; a visit is what one tab did on one day, so one that lasts over midnight is a visit of both days. Time is how long a page was seen and in focus. Days and hours are those of UTC. A full hour is counted some minutes after it ends, and again while views of it come in late. A frozen day with fewer than 10 visits is in no figure, and hours are folded where they would give somebody away.`;
}

function foldedMade(): string {
  return say`When a day is frozen, 30 days later, its values with fewer than 10 visits are added to “other”, and the next larger one too where it would give them away. So over frozen days a value can stand lower than it was.`;
}
