import { paths } from '../../src/paths.ts';
import { categories } from '../../src/policy/categories.ts';
import { statements } from '../../src/policy/document.ts';
import { type Recipient, recipients } from '../../src/policy/recipients.ts';
import { contacts, deadlines, rights } from '../../src/policy/rights.ts';
import { instantInWords } from './offer-copy.ts';
import { style } from './page-style.ts';
import type { HeldTable, PersonCopy } from './person-copy.ts';
import { inWords } from './table-facts.ts';
import { escaped, list, writeTable } from './write-table.ts';

/**
 * index.html: all that Art. 15(1)(a) to (h) and (2) GDPR ask for, to read and to print. It
 * loads nothing and runs nothing, wherever it is opened.
 */
export async function* writePage(copy: PersonCopy): AsyncGenerator<string> {
  yield head(copy);
  yield summary(copy);
  for (const table of copy.tables) yield* writeTable(copy, table);
  yield closing(copy);
}

function head({ shop, request, person }: PersonCopy): string {
  const about = person.email === '' ? 'an address that was erased' : person.email;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What we hold about you, ${escaped(request.number)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="name">LIEN</p>
<h1>What we hold about you</h1>
<p>For <b translate="no">${escaped(about)}</b>. Made on ${instantInWords(shop.now)}, for your request ${escaped(request.number)}. The controller is ${escaped(contacts.controller)}, ${escaped(contacts.privacyEmail)}.</p>
</header>
`;
}

function summary({ tables }: PersonCopy): string {
  const total = tables.reduce((sum, { count }) => sum + count, 0);
  const rows = tables.map(
    ({ name, count, declaration }) =>
      `<tr><th scope="row"><a href="#${name}">${escaped(inWords(name))}</a></th><td>${escaped(declaration.holds)}</td><td class="figure">${count}</td></tr>`,
  );
  return `<section class="short">
<p>${escaped(shortAnswer(tables, total))}</p>
<p class="small">The same is in data.json and, table by table, in the folder csv, for programs and spreadsheets. In those, a time is a number of milliseconds with the date in ISO 8601 beside it, and an amount is in minor units of its currency.</p>
${rows.length > 0 ? `<table><thead><tr><th scope="col">Where</th><th scope="col">What it is</th><th scope="col">Entries</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>` : ''}
</section>
`;
}

/** Whoever asks makes a request, a link and a letter by that alone. */
const madeByAsking: readonly string[] = ['one_time_links', 'mail_outbox'];

function shortAnswer(tables: readonly HeldTable[], total: number): string {
  if (total === 0) return 'We hold nothing about you.';
  const isOfRequest = ({ name, declaration }: HeldTable) =>
    madeByAsking.includes(name) || declaration.purposes.every((purpose) => purpose === 'answer-requests');
  const counted = `${total} ${total === 1 ? 'entry' : 'entries'}`;
  return tables.every(isOfRequest)
    ? `We hold nothing about you but your requests, and the letters and links that were sent for them: ${counted}, all of them below.`
    : `We hold ${counted} about you. All of them are below, with why we hold them, since when, until when, and who receives them.`;
}

function closing({ shop, carriers }: PersonCopy): string {
  const site = (path: string) => escaped(new URL(path, shop.config.siteOrigin).href);
  // Art. 15(1)(c): who it was in fact, and not only of which kind (Court of Justice, C-154/21).
  const inFact: Partial<Record<string, string>> = {
    carriers: carriers.length > 0 ? `: your parcels went with ${carriers.join(' and ')}` : ': no parcel of yours yet',
  };
  const rows = Object.entries<Recipient>(recipients).map(
    ([id, { name, purpose, location, role, sees, safeguard }]) =>
      `<tr><th scope="row">${escaped(name + (inFact[id] ?? ''))}</th><td>${escaped(`${purpose}, as ${role}`)}</td><td>${escaped(sees.map((id) => categories[id].name).join(', '))}</td><td>${escaped(location)}</td><td>${escaped(safeguard)}</td></tr>`,
  );
  return `<section id="recipients">
<h2>Who receives it, and what keeps that lawful abroad</h2>
<p>${said('transfer.safeguards')} The last column says which. Whom we told because of one of your requests is under <i>${inWords('request_recipients')}</i> above, where there is something.</p>
<table><thead><tr><th scope="col">Recipient</th><th scope="col">For</th><th scope="col">Sees</th><th scope="col">Where</th><th scope="col">Safeguard</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>
</section>
<section id="rights">
<h2>Your rights</h2>
${list(Object.values(rights).map(({ name, description }) => `${name}: ${description}`))}
<p>Ask for any of them, wherever you live, at ${site(paths.privacy)} or by a letter to ${escaped(contacts.privacyEmail)}. We answer within ${deadlines.requestDays} days.</p>
</section>
<section id="complaint">
<h2>If you are not satisfied</h2>
<p>${said('basis.complaint')}</p>
<p>${said('contact.complaint')}</p>
</section>
<section id="decisions">
<h2>Automated decisions</h2>
<p>${said('use.no-automated-decisions')}</p>
<p>${said('use.no-sale')}</p>
</section>
</main>
</body>
</html>
`;
}

/** A sentence of the policy, by its identifier. */
function said(id: string): string {
  const statement = statements().find((candidate) => candidate.id === id);
  if (!statement) throw new Error(`The policy says nothing under ${id}`);
  return escaped(statement.text);
}
