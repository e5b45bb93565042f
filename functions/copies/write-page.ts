import { languageTags } from '../../src/languages.ts';
import { paths } from '../../src/paths.ts';
import { categories } from '../../src/policy/categories.ts';
import { statements } from '../../src/policy/document.ts';
import { type Recipient, recipients } from '../../src/policy/recipients.ts';
import { contacts, deadlines, rights } from '../../src/policy/rights.ts';
import { language, locale } from '../../src/words/language.ts';
import { markUp } from '../../src/words/mark-up.ts';
import { plural, say, sayKnown } from '../../src/words/say.ts';
import { instantInWords } from './offer-copy.ts';
import { style } from './page-style.ts';
import type { HeldTable, PersonCopy } from './person-copy.ts';
import { inWords } from './table-facts.ts';
import { declared, escaped, markOfEnglish, writeTable } from './write-table.ts';

/**
 * index.html: all that Art. 15(1)(a) to (h) and (2) GDPR ask for, to read and to print. It
 * loads nothing and runs nothing, wherever it is opened. It speaks the language of whoever fetches it, and the policy's
 * sentences in their translation; what the data map declares stays in its English, and is marked as such.
 */
export async function* writePage(copy: PersonCopy): AsyncGenerator<string> {
  yield head(copy);
  yield summary(copy);
  for (const table of copy.tables) yield* writeTable(copy, table);
  yield closing(copy);
}

function head({ shop, request, person }: PersonCopy): string {
  const about = person.email === '' ? say`an address that was erased` : person.email;
  const made = say`For <who>${about}</who>. Made on ${instantInWords(shop.now)}, for your request ${request.number}. The controller is ${contacts.controller}, ${contacts.privacyEmail}.`;
  return `<!doctype html>
<html lang="${languageTags[language()]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(say`What we hold about you, ${request.number}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="name">LIEN</p>
<h1>${escaped(say`What we hold about you`)}</h1>
<p>${markUp(made, { who: { tag: 'b', translate: 'no' } })}</p>
</header>
`;
}

function summary({ shop, tables }: PersonCopy): string {
  const total = tables.reduce((sum, { count }) => sum + count, 0);
  const rows = tables.map(
    ({ name, count, declaration }) =>
      `<tr><th scope="row"><a href="#${name}">${declared(inWords(name))}</a></th><td>${escaped(sayKnown(declaration.holds))}</td><td class="figure">${count}</td></tr>`,
  );
  return `<section class="short">
<p>${escaped(shortAnswer(tables, total))}</p>
<p class="small">${escaped(say`The same is in data.json and, table by table, in the folder csv, for programs and spreadsheets. In those, a time is a number of milliseconds with the date in ISO 8601 beside it, and an amount is in minor units of its currency.`)}</p>
${language() === 'en' ? '' : `<p class="small">${escaped(aboutEnglish(shop.config.siteOrigin))}</p>`}${rows.length > 0 ? table([say`Where`, say`What it is`, say`Entries`], rows) : ''}
</section>
`;
}

function aboutEnglish(siteOrigin: string): string {
  const policy = new URL(paths.privacy, siteOrigin).href;
  return say`What stands here in English stands so in our records and in our privacy policy. You find the policy, with its translation, at ${policy}.`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((words) => `<th scope="col">${escaped(words)}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

/** Whoever asks makes a request, a link and a letter by that alone. */
const madeByAsking: readonly string[] = ['one_time_links', 'mail_outbox'];

function shortAnswer(tables: readonly HeldTable[], total: number): string {
  if (total === 0) return say`We hold nothing about you.`;
  const isOfRequest = ({ name, declaration }: HeldTable) =>
    madeByAsking.includes(name) || declaration.purposes.every((purpose) => purpose === 'answer-requests');
  return tables.every(isOfRequest)
    ? plural(
        'We hold nothing about you but your requests, and the letters and links that were sent for them: {1} entry, all of them below.',
        'We hold nothing about you but your requests, and the letters and links that were sent for them: {1} entries, all of them below.',
        total,
      )
    : plural(
        'We hold {1} entry about you. All of them are below, with why we hold them, since when, until when, and who receives them.',
        'We hold {1} entries about you. All of them are below, with why we hold them, since when, until when, and who receives them.',
        total,
      );
}

function closing({ shop, carriers }: PersonCopy): string {
  const rows = Object.entries<Recipient>(recipients).map(
    ([id, { name, purpose, location, role, sees, safeguard }]) =>
      `<tr><th scope="row">${escaped(id === 'carriers' ? nameInFact(name, carriers) : sayKnown(name))}</th><td>${declared(`${purpose}, as ${role}`)}</td><td>${declared(sees.map((seen) => categories[seen].name).join(', '))}</td><td>${declared(location)}</td><td>${declared(safeguard)}</td></tr>`,
  );
  const aside = say`The last column says which. Whom we told because of one of your requests is under <told>${inWords('request_recipients')}</told> above, where there is something.`;
  const where = new URL(paths.privacy, shop.config.siteOrigin).href;
  return `<section id="recipients">
<h2>${escaped(say`Who receives it, and what keeps that lawful abroad`)}</h2>
<p>${said('transfer.safeguards')} ${markUp(aside, { told: { tag: 'i', ...markOfEnglish() } })}</p>
${table([say`Recipient`, say`For`, say`Sees`, say`Where`, say`Safeguard`], rows)}
</section>
<section id="rights">
<h2>${escaped(say`Your rights`)}</h2>
<ul>${Object.values(rights)
    .map(({ name, description }) => `<li>${declared(name)}: ${declared(description)}</li>`)
    .join('')}</ul>
<p>${escaped(say`Ask for any of them, wherever you live, at ${where} or by a letter to ${contacts.privacyEmail}. We answer within ${deadlines.requestDays} days.`)}</p>
</section>
<section id="complaint">
<h2>${escaped(say`If you are not satisfied`)}</h2>
<p>${said('basis.complaint')}</p>
<p>${said('contact.complaint')}</p>
</section>
<section id="decisions">
<h2>${escaped(say`Automated decisions`)}</h2>
<p>${said('use.no-automated-decisions')}</p>
<p>${said('use.no-sale')}</p>
</section>
</main>
</body>
</html>
`;
}

/** Art. 15(1)(c): who it was in fact, and not only of which kind (Court of Justice, C-154/21). */
function nameInFact(name: string, carriers: readonly string[]): string {
  if (carriers.length === 0) return say`${sayKnown(name)}: no parcel of yours yet`;
  return say`${sayKnown(name)}: your parcels went with ${new Intl.ListFormat(locale()).format(carriers)}`;
}

/** A sentence of the policy, by its identifier. */
function said(id: string): string {
  const statement = statements().find((candidate) => candidate.id === id);
  if (!statement) throw new Error(`The policy says nothing under ${id}`);
  return declared(statement.text);
}
