import { cellsOf, groupsOf, type MapRow, mapHead } from './map-rows.ts';
import type { Activity, RecordOfProcessing } from './record-of-processing.ts';

/** The record as one page that asks nothing of any other address: to print, to send to an authority. */
export function recordAsHtml(record: RecordOfProcessing, rows: readonly MapRow[]): string {
  const name = record.controller[0]?.[1] ?? '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Record of processing activities — ${escaped(name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>Record of processing activities</h1>
<p>Art. 30(1) of Regulation (EU) 2016/679 and of the UK GDPR. Made from the declarations by which the shop runs, last changed on <time datetime="${escaped(record.lastChanged)}">${escaped(record.lastChanged)}</time>.</p>
</header>
<section>
<h2>Controller</h2>
${definitions(record.controller)}
</section>
${record.activities.map(activitySection).join('\n')}
<section>
<h2>Kept without personal data</h2>
${table(
  'Tables in which nobody can be recognised',
  ['Table', 'What it holds', 'Time limit'],
  record.freeOfPersonalData.map(({ table: place, why, timeLimit }) => [place, why, timeLimit]),
)}
</section>
<section>
<h2>Security measures</h2>
${bullets(record.measures)}
</section>
<section>
<h2>Data map</h2>
${groupsOf(rows)
  .map(([within, group]) => table(within, mapHead, group.map(cellsOf)))
  .join('\n')}
</section>
</main>
</body>
</html>
`;
}

function activitySection(activity: Activity): string {
  return `<section id="${escaped(activity.id)}">
<h2>${escaped(activity.purpose)}</h2>
<dl>
<dt>Legal basis</dt><dd>${escaped(activity.legalBasis)}</dd>
<dt>People</dt><dd>${bullets(activity.people)}</dd>
<dt>Categories of data</dt><dd>${bullets(activity.categories)}</dd>
<dt>Recipients</dt><dd>${bullets(activity.recipients)}</dd>
<dt>Transfers and safeguards</dt><dd>${bullets(activity.transfers)}</dd>
<dt>Time limits</dt><dd>${bullets(activity.timeLimits)}</dd>
<dt>Lies in</dt><dd>${bullets(activity.tables)}</dd>
</dl>
</section>`;
}

function definitions(entries: readonly (readonly [string, string])[]): string {
  const lines = entries.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`);
  return `<dl>\n${lines.join('\n')}\n</dl>`;
}

function bullets(values: readonly string[]): string {
  if (values.length === 0) return 'none yet';
  return `<ul>${values.map((value) => `<li>${escaped(value)}</li>`).join('')}</ul>`;
}

function table(caption: string, head: readonly string[], lines: readonly (readonly string[])[]): string {
  const titles = head.map((title) => `<th scope="col">${escaped(title)}</th>`).join('');
  const body = lines.map(
    ([first = '', ...rest]) =>
      `<tr><th scope="row">${escaped(first)}</th>${rest.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="wide" tabindex="0" role="region" aria-label="${escaped(caption)}">
<table>
<caption>${escaped(caption)}</caption>
<thead><tr>${titles}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
:root { color: #1d1916; background: #f3f0eb; font: 16px/1.55 Georgia, "Times New Roman", serif; }
body { margin: 0; }
main { max-width: 68rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
header p { max-width: 44rem; color: #665d55; }
h1 { font-size: 2.1rem; font-weight: 400; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.35rem; font-weight: 400; margin: 3rem 0 .75rem; padding-top: 1rem; border-top: 1px solid #d3ccc2; }
dl { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: .5rem 1.5rem; margin: 0; }
dt { color: #665d55; }
dd, ul { margin: 0; padding: 0; }
ul { list-style: none; }
li + li { margin-top: .25rem; }
.wide { overflow-x: auto; margin-bottom: 2rem; }
table { border-collapse: collapse; width: 100%; font: 13px/1.4 system-ui, sans-serif; }
caption { text-align: left; color: #665d55; padding: .25rem 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid #d3ccc2; font-weight: 400; }
thead th { color: #665d55; }
tbody th { overflow-wrap: anywhere; min-width: 12rem; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: .1rem; } dd { margin-bottom: .75rem; } }
@media print { :root { background: none; font-size: 10pt; } main { max-width: none; padding: 0; } table { font-size: 7.5pt; } .wide { overflow: visible; } section { break-inside: auto; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
`;
