import { WorkerEntrypoint } from 'cloudflare:workers';

/**
 * Takes the place of the `send_email` binding beside the shop's Worker: what `env.EMAIL.send()` is given goes to the
 * mailbox at `MAILBOX_URL`. Plain JavaScript, because workerd gets it as it is. It takes a message by its fields; an
 * EmailMessage of `cloudflare:email` loses its own on the way from one Worker to another.
 */
export class SendEmail extends WorkerEntrypoint {
  /** @param {object} message what `send()` takes */
  async send(message) {
    const response = await fetch(`${this.env.MAILBOX_URL}/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(await withoutBytes(message)),
    });
    const answer = await response.json();
    if (response.ok) return { messageId: answer.messageId };
    throw Object.assign(new Error(answer.message), { code: answer.code });
  }
}

/** Workers need a default export; nothing calls this one. */
export default {
  fetch() {
    return new Response('This Worker is reached by its SendEmail entrypoint.', { status: 404 });
  },
};

/** Attachments may be bytes; JSON takes none. */
async function withoutBytes(message) {
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
