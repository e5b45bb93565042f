/** Moves through a list by the keyboard, without leaving it: j and k or the arrows, and Enter opens, as it opens any link. */

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** @param search the field that the slash leads to */
export function moveThroughList(list: HTMLElement, search: HTMLInputElement): void {
  addEventListener('keydown', (event) => {
    const isWriting = event.target instanceof Element && event.target.closest('input, select, textarea, summary');
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      return search.focus();
    }
    const step = steps[event.key];
    if (step === undefined) return;
    const links = [...list.querySelectorAll('a')];
    const place = links.findIndex((link) => link.matches(':focus'));
    const target = place === -1 ? links[0] : links[place + step];
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.closest('li')?.scrollIntoView({ block: 'nearest' });
  });
}
