import { html, type Markup, page } from '../http/markup.ts';
import type { Account } from './account.ts';
import type { RequestOnRecord } from './api.ts';
import { amountText } from './currencies.ts';
import { newestFirst } from './lists.ts';
import type { Switches } from './switches.ts';

const rowsShown = 50;

export interface IndexContents {
  readonly account: Account;
  readonly switches: Switches;
  readonly requests: readonly RequestOnRecord[];
  readonly webhookUrl: string | null;
}

/** What the stand-in knows and did, and its switches. */
export function indexPage(contents: IndexContents): Markup {
  return page(
    'Stripe stand-in',
    html`<main class="index">
<h1>Stripe stand-in</h1>
<p>It acts as Stripe for ${contents.account.merchantName} on this machine. Webhooks go to ${contents.webhookUrl ?? 'nowhere'}.</p>
${sessions(contents.account)}
${payments(contents.account)}
${redactions(contents.account)}
${events(contents.account)}
${deliveries(contents.account)}
${requests(contents.requests)}
${switchForm(contents.switches)}
</main>`,
  );
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

function table(title: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return html`<section><h2>${title}</h2>${
    rows.length === 0
      ? html`<p class="quiet">None yet.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
  }</section>`;
}

function button(action: string, label: string, value = ''): Markup {
  return html`<form method="post" action="${action}"><button class="small" type="submit" name="outcome" value="${value}">${label}</button></form>`;
}

function sessions({ ledger }: Account): Markup {
  const rows = newestFirst(ledger.sessions.values())
    .slice(0, rowsShown)
    .map(({ session }) => {
      const waits =
        session.status === 'complete' &&
        session.payment_status === 'unpaid' &&
        isProcessing(ledger, session.payment_intent);
      const acts = [
        session.url && html`<a href="${session.url}">Open</a>`,
        session.status === 'open' && button(`/_sessions/${session.id}/expire`, 'Expire'),
        waits && button(`/_sessions/${session.id}/settle`, 'Bank pays', 'succeeded'),
        waits && button(`/_sessions/${session.id}/settle`, 'Bank refuses', 'failed'),
      ];
      return html`<tr><td>${time(session.created * 1000)}</td><td><code>${session.id.slice(0, 20)}…</code></td><td>${amountText(session.amount_total ?? 0, session.currency ?? 'eur')}</td><td>${session.status}</td><td>${session.payment_status}</td><td>${JSON.stringify(session.metadata)}</td><td>${acts}</td></tr>`;
    });
  return table('Checkout sessions', ['Made', 'Session', 'Total', 'Status', 'Payment', 'Metadata', 'Acts'], rows);
}

function isProcessing(ledger: Account['ledger'], intent: unknown): boolean {
  return typeof intent === 'string' && ledger.intents.get(intent)?.status === 'processing';
}

function payments({ ledger }: Account): Markup {
  const rows = newestFirst(ledger.charges.values())
    .slice(0, rowsShown)
    .map(
      (charge) =>
        html`<tr><td>${time(charge.created * 1000)}</td><td><code>${charge.payment_intent as string}</code></td><td>${amountText(charge.amount, charge.currency)}</td><td>${charge.status}</td><td>${charge.payment_method_details?.type}</td><td>${charge.failure_message}</td><td>${amountText(charge.amount_refunded, charge.currency)}</td></tr>`,
    );
  return table('Payments', ['Made', 'Payment intent', 'Amount', 'Status', 'Method', 'Failure', 'Refunded'], rows);
}

function redactions({ ledger }: Account): Markup {
  const rows = newestFirst(ledger.redactions.values())
    .slice(0, rowsShown)
    .map(({ job, validationErrors }) => {
      const objects = Object.entries(job.objects).flatMap(([kind, ids]) => (ids ? [`${ids.length} ${kind}`] : []));
      const errors = validationErrors.map(({ code, erroring_object: { id } }) => html`${code} <code>${id}</code><br>`);
      return html`<tr><td>${time(job.created * 1000)}</td><td><code>${job.id}</code></td><td>${objects.join(', ')}</td><td>${job.validation_behavior}</td><td>${job.status}</td><td>${errors}</td></tr>`;
    });
  return table('Redaction jobs', ['Made', 'Job', 'Objects', 'Behaviour', 'Status', 'Validation errors'], rows);
}

function events({ ledger }: Account): Markup {
  const held = new Set(ledger.held.map(({ eventId }) => eventId));
  const rows = newestFirst(ledger.events.values())
    .slice(0, rowsShown)
    .map(
      (event) =>
        html`<tr><td>${time(event.created * 1000)}</td><td>${event.type}</td><td><code>${event.id}</code></td><td>${held.has(event.id) ? 'held' : event.pending_webhooks > 0 ? 'not delivered' : ''}</td><td>${button(`/_events/${event.id}/deliver`, 'Deliver')}</td></tr>`,
    );
  return html`${table('Events', ['Made', 'Type', 'Event', 'Webhook', 'Acts'], rows)}
${held.size > 0 && html`<p>${held.size} held. ${button('/_events/release', 'Release, first to last', 'first-to-last')} ${button('/_events/release', 'Release, last to first', 'last-to-first')}</p>`}`;
}

function deliveries({ ledger }: Account): Markup {
  const rows = newestFirst(ledger.deliveries)
    .slice(0, rowsShown)
    .map(
      (delivery) =>
        html`<tr><td>${time(delivery.at)}</td><td>${delivery.type}</td><td>${delivery.attempt}</td><td>${delivery.outcome}</td><td>${delivery.status}</td><td>${delivery.detail.slice(0, 120)}</td><td>${delivery.nextAt && time(delivery.nextAt)}</td></tr>`,
    );
  return table('Webhook deliveries', ['At', 'Type', 'Try', 'Outcome', 'Status', 'Answer', 'Next try'], rows);
}

function requests(log: readonly RequestOnRecord[]): Markup {
  const rows = newestFirst(log)
    .slice(0, rowsShown)
    .map(
      (request) =>
        html`<tr><td>${time(request.at)}</td><td>${request.method}</td><td>${request.path}</td><td>${request.status}</td><td>${request.idempotencyKey}</td><td>${request.replayed && 'replayed'}</td></tr>`,
    );
  return table('API requests', ['At', 'Method', 'Path', 'Status', 'Idempotency key', ''], rows);
}

function switchForm(switches: Switches): Markup {
  const number = (name: string, label: string, value: number) =>
    html`<p class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="0" value="${value}"></p>`;
  const check = (name: string, label: string, on: boolean) =>
    html`<label class="choice"><input type="checkbox" name="${name}"${on && html` checked`}><span>${label}</span></label>`;
  const option = (value: string, chosen: string) =>
    html`<option${value === chosen && html` selected`}>${value}</option>`;
  return html`<section><h2>Switches</h2><form class="switches" method="post" action="/_switches">
<fieldset><legend>API</legend>
${number('delayMilliseconds', 'Every answer waits (milliseconds)', switches.delayMilliseconds)}
${number('failCount', 'The next requests fail', switches.failNext.count)}
<p class="field"><label for="failStatus">… with status</label><select id="failStatus" name="failStatus">${['429', '500', '502', '503'].map((status) => option(status, String(switches.failNext.status)))}</select></p>
<p class="field"><label for="failStage">… before or after they are carried out</label><select id="failStage" name="failStage">${['before', 'after'].map((stage) => option(stage, switches.failNext.stage))}</select></p>
${number('loseNextAnswers', 'The next answers are lost', switches.loseNextAnswers)}
${check('unreachable', 'Unreachable: connections are closed', switches.unreachable)}
${check('refuseNextCreate', 'The next session is refused', switches.refuseNextCreate !== null)}
</fieldset>
<fieldset><legend>Redactions</legend>
${number('redactionStepMilliseconds', 'A job validates, redacts, cancels for (milliseconds)', switches.redactions.stepMilliseconds)}
${number('redactionYoungestDays', 'Paid transactions younger than this many days stand in the way', switches.redactions.youngestDays)}
${check('redactionsWithheld', 'The preview was not given to this account', switches.redactions.withheld)}
</fieldset>
<fieldset><legend>Webhooks</legend>
${number('duplicates', 'Every delivery is made this many more times', switches.webhooks.duplicates)}
${number('webhookDelayMilliseconds', 'The first try waits (milliseconds)', switches.webhooks.delayMilliseconds)}
${check('hold', 'Hold deliveries until they are released', switches.webhooks.hold)}
${check('drop', 'Lose deliveries', switches.webhooks.drop)}
</fieldset>
<button type="submit">Set the switches</button>
</form></section>`;
}
