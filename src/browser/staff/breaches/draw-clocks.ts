/** The two clocks of a breach, in words; which of them presses is said by more than a colour. */
import type { DeskClock } from '../../../api/breach-answers.ts';
import { clockNames, clockWords } from '../../../api/breach-words.ts';
import { copyOf, part, setText } from '../../part.ts';

/** @param root has the template of a clock */
export function drawClocks(root: ParentNode, list: HTMLElement, clocks: readonly DeskClock[]): void {
  list.replaceChildren(
    ...clocks.map((clock) => {
      const element = copyOf(root, 'clock');
      element.dataset['standing'] = clock.standing;
      const [name, words] = element.children;
      if (name) setText(name, clockNames[clock.clock]);
      if (words) setText(words, clockWords(clock, Date.now()));
      return element;
    }),
  );
}

/** How many clocks are over, and how many end within a day. */
export function pressing(root: ParentNode): { readonly over: number; readonly soon: number } {
  const count = (standing: string) => root.querySelectorAll(`[data-standing="${standing}"]`).length;
  return { over: count('over'), soon: count('soon') };
}

/** The time that a form says, which is UTC, as the Worker takes it. */
export function asUtc(local: FormDataEntryValue | null): string {
  const text = String(local ?? '');
  return text === '' ? '' : `${text.length === 16 ? `${text}:00` : text}Z`;
}

/** Now, as a field of date and time has it in UTC. */
export function nowInUtc(): string {
  return new Date().toISOString().slice(0, 16);
}

export function showOnlyFor(work: ParentNode, shown: string, isTheirs: boolean): void {
  part(work, 'nothing-yours', HTMLElement).hidden = isTheirs;
  part(work, shown, HTMLElement).hidden = !isTheirs;
}
