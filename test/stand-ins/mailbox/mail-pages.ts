import { html, type Markup, page } from '../http/markup.ts';
import { type Look, looks } from './looks.ts';
import type { Kept, MailSwitches } from './start.ts';

export function listPage(messages: readonly Kept[], switches: MailSwitches): Markup {
  const rows = messages
    .toReversed()
    .map(
      ({ id, receivedAt, message }) =>
        html`<tr><td>${time(receivedAt)}</td><td>${message.to.join(', ')}</td><td><a href="/messages/${encodeURIComponent(id)}">${message.subject || '(no subject)'}</a></td><td>${message.from}</td></tr>`,
    );
  return page(
    'Mailbox',
    html`<main class="index">
<h1>Mailbox</h1>
<p>Every e-mail that the shop sends on this machine ends here. None leaves it.</p>
${
  rows.length === 0
    ? html`<p class="quiet">No message yet.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Messages"><table><thead><tr><th scope="col">Received (UTC)</th><th scope="col">To</th><th scope="col">Subject</th><th scope="col">From</th></tr></thead><tbody>${rows}</tbody></table></div>`
}
<h2>Switches</h2>
<form method="post" action="/switches">
<p class="field"><label for="failNext">The next messages are refused</label><input id="failNext" name="failNext" type="number" min="0" value="${switches.failNext}"></p>
<label class="choice"><input type="checkbox" name="failAll"${switches.failAll && html` checked`}><span>Refuse every message until this is switched off</span></label>
<p class="field"><label for="code">… with the code</label><input id="code" name="code" value="${switches.code}"></p>
<button type="submit">Set the switches</button>
</form>
<form method="post" action="/delete"><button class="plain" type="submit">Delete all messages</button></form>
</main>`,
  );
}

export function messagePage({ id, receivedAt, message }: Kept, look: Look): Markup {
  const address = `/messages/${encodeURIComponent(id)}`;
  const row = (name: string, value: string | null) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return page(
    message.subject || '(no subject)',
    html`<main class="index">
<p><a href="/">Mailbox</a></p>
<h1>${message.subject || '(no subject)'}</h1>
<dl>
${row('From', message.from)}
${row('To', message.to.join(', '))}
${row('Cc', message.cc.join(', '))}
${row('Bcc', message.bcc.join(', '))}
${row('Reply to', message.replyTo)}
${row('Received (UTC)', time(receivedAt))}
${row('Message-ID', id)}
${Object.entries(message.headers).map(([name, value]) => row(name, value))}
${message.attachments.map(({ filename, type, sizeBytes }) => row('Attached', `${filename} (${type}, ${sizeBytes} bytes)`))}
</dl>
${message.html !== null && html`<h2>HTML</h2>${looksNavigation(address, look)}<iframe${look === 'telephone' && html` class="narrow"`} title="The message as HTML" src="${address}/html?look=${look}" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe>`}
${message.text !== null && html`<h2>Text</h2><pre>${withLinks(message.text)}</pre>`}
<p><a href="${address}/source">Source</a></p>
</main>`,
  );
}

function looksNavigation(address: string, shown: Look): Markup {
  const links = Object.entries(looks).map(
    ([look, name]) =>
      html`<a href="${address}?look=${look}"${look === shown && html` aria-current="page"`}>${name}</a> `,
  );
  return html`<nav class="looks" aria-label="How it is shown">${links}</nav>`;
}

export function nothingPage(): Markup {
  return page(
    'Not found',
    html`<main class="single"><h1>Not found</h1><p>There is no such message here.</p><p><a href="/">Mailbox</a></p></main>`,
  );
}

/** Addresses in the text can be followed, as in a mail client. */
function withLinks(text: string): readonly (Markup | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, index) => (index % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : piece));
}

function time(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
