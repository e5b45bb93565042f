import { WorkerEntrypoint } from 'cloudflare:workers';

/**
 * Takes the place of the `send_email` binding beside the shop's Worker: what `env.EMAIL.send()` is given goes to the
 * mailbox at `MAILBOX_URL`. Plain JavaScript, because workerd gets it as it is.
 */
export class SendEmail extends WorkerEntrypoint {
  /** @param {object} message what `send()` takes, or an EmailMessage with its MIME source */
  async send(message) {
    const response = await fetch(...requestFor(this.env.MAILBOX_URL, await plain(message)));
    const answer = await response.json();
    if (response.ok) return { messageId: answer.messageId };
    throw Object.assign(new Error(`${answer.code}: ${answer.message}`), { code: answer.code });
  }
}

/** Workers need a default export; nothing calls this one. */
export default {
  fetch() {
    return new Response('This Worker is reached by its SendEmail entrypoint.', { status: 404 });
  },
};

function requestFor(mailbox, message) {
  if (typeof message.raw !== 'string') {
    const headers = { 'content-type': 'application/json' };
    return [`${mailbox}/send`, { method: 'POST', headers, body: JSON.stringify(message) }];
  }
  const envelope = new URLSearchParams({ from: message.from, to: message.to });
  const headers = { 'content-type': 'message/rfc822' };
  return [`${mailbox}/send?${envelope}`, { method: 'POST', headers, body: message.raw }];
}

/** Attachments and MIME sources may be bytes or streams; JSON takes neither. */
async function plain(message) {
  if (message.raw !== undefined)
    return { from: message.from, to: message.to, raw: await new Response(message.raw).text() };
  if (!Array.isArray(message.attachments)) return message;
  const attachments = await Promise.all(
    message.attachments.map(async (attachment) => ({ ...attachment, content: await base64(attachment.content) })),
  );
  return { ...message, attachments };
}

async function base64(content) {
  if (typeof content === 'string') return content;
  const bytes = new Uint8Array(await new Response(content).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
