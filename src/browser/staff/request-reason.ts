/** Why somebody opens a request: asked each time anew, and remembered nowhere but in the access log. */
import { part, setText } from '../part.ts';

/**
 * @param open looks, for the reason; without one it is the request itself
 */
export function prepareReason(
  page: ParentNode,
  open: (why: string | undefined) => Promise<void>,
): { ask(number: string): void; askAgain(): void } {
  const form = part(page, 'why', HTMLFormElement);
  form.addEventListener('change', () => followChoice(form));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const why = reasonOf(form);
    form.hidden = true;
    // The button has gone: the focus goes to where the request begins.
    part(page, 'title', HTMLElement).focus();
    void open(why);
  });
  return {
    ask: (number) => {
      form.reset();
      followChoice(form);
      setText(part(form, 'why-number', HTMLElement), number);
      form.hidden = number === '';
    },
    askAgain: () => {
      form.hidden = false;
    },
  };
}

function followChoice(form: HTMLFormElement): void {
  const isOther = new FormData(form).get('why') === 'other';
  const field = part(form, 'other', HTMLElement);
  field.hidden = !isOther;
  for (const input of field.querySelectorAll('input')) input.disabled = !isOther;
}

function reasonOf(form: HTMLFormElement): string | undefined {
  const given = new FormData(form);
  const why = String(given.get('why') ?? '');
  return (why === 'other' ? String(given.get('other') ?? '').trim() : why) || undefined;
}
