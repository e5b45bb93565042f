import { html, Markup, page } from '../http/markup.ts';
import type { Parcel } from './parcel-life.ts';
import type { Delivery, Switches } from './send-pushes.ts';

export interface IndexContents {
  readonly parcels: readonly Parcel[];
  readonly deliveries: readonly Delivery[];
  readonly switches: Switches;
  readonly held: number;
  readonly shopUrl: string;
}

/** A form that ships a parcel, the parcels on their way, what was pushed, and the switches. */
export function indexPage({ parcels, deliveries, switches, held, shopUrl }: IndexContents): Markup {
  return page(
    'DHL and FedEx stand-in',
    html`<main class="index">
<h1>DHL and FedEx stand-in</h1>
<p>It carries parcels for the shop at ${shopUrl}, and pushes each scan to it. Use the tracking number that the desk has.</p>
${shipForm()}
${parcelRows(parcels)}
${deliveryRows(deliveries)}
${switchForm(switches, held)}
</main>`,
  );
}

function shipForm(): Markup {
  return html`<section><h2>Ship a parcel</h2>
<form method="post" action="/_parcels">
<p class="field"><label for="carrier">Carrier</label><br><select id="carrier" name="carrier"><option>DHL</option><option>FedEx</option></select></p>
<p class="field"><label for="number">Tracking number</label><br><input id="number" name="trackingNumber" required maxlength="64"></p>
<p class="field"><label for="ending">How it ends</label><br><select id="ending" name="ending"><option value="delivered">delivered</option><option value="trouble">in trouble</option><option value="back">sent back</option></select></p>
<p class="field"><label for="country">Country</label><br><input id="country" name="country" value="FR" required pattern="[A-Z]{2}" maxlength="2"></p>
<button type="submit">Ship</button>
</form></section>`;
}

function parcelRows(parcels: readonly Parcel[]): Markup {
  const rows = parcels.map((parcel) => {
    const way = parcel.scans.map(({ code }) => code).join(', ') || 'not scanned yet';
    const place = `/_parcels/${parcel.carrier}/${encodeURIComponent(parcel.trackingNumber)}`;
    const acts =
      parcel.toCome.length > 0 &&
      html`<form method="post" action="${place}/advance"><button class="small" type="submit">Scan once</button></form><form method="post" action="${place}/finish"><button class="small" type="submit">To the end</button></form>`;
    return html`<tr><td>${parcel.carrier}</td><td><code>${parcel.trackingNumber}</code></td><td>${way}</td><td>${acts}</td></tr>`;
  });
  return table('Parcels', ['Carrier', 'Tracking number', 'Scans', 'Acts'], rows);
}

function deliveryRows(deliveries: readonly Delivery[]): Markup {
  const rows = deliveries
    .slice(-50)
    .toReversed()
    .map(
      ({ carrier, what, attempt, outcome, status, nextAt }) =>
        html`<tr><td>${carrier}</td><td>${what}</td><td>${attempt}</td><td>${outcome}</td><td>${status}</td><td>${nextAt === null ? '' : new Date(nextAt).toISOString()}</td></tr>`,
    );
  return table('Pushes', ['Carrier', 'What', 'Try', 'Outcome', 'Status', 'Again at'], rows);
}

function table(title: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return html`<section><h2>${title}</h2>${
    rows.length === 0
      ? html`<p class="quiet">None yet.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
  }</section>`;
}

function switchForm(switches: Switches, held: number): Markup {
  const box = (name: 'hold' | 'drop', label: string) =>
    html`<p class="field"><label><input type="checkbox" name="${name}" value="1" ${switches[name] && new Markup('checked')}> ${label}</label></p>`;
  return html`<section><h2>Switches</h2>
<form method="post" action="/_switches">
${box('hold', 'Hold pushes back')}
${box('drop', 'Lose pushes')}
<p class="field"><label for="duplicates">Send each so many times more</label><br><input id="duplicates" name="duplicates" type="number" min="0" max="20" value="${switches.duplicates}"></p>
<p class="field"><label for="delay">Wait before the first try, in milliseconds</label><br><input id="delay" name="delayMilliseconds" type="number" min="0" value="${switches.delayMilliseconds}"></p>
<button type="submit">Set</button>
</form>
<form method="post" action="/_release"><p>${held} held.</p><button class="small" type="submit" name="order" value="first-to-last">Release</button><button class="small" type="submit" name="order" value="last-to-first">Release the last first</button></form>
<form method="post" action="/_activation"><button class="small" type="submit">DHL asks to activate a subscription</button></form>
</section>`;
}
