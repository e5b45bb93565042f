/** Arrows walk from the field through the answers and back; Escape goes to the field from anywhere among them. */
export function listenForKeys(root: HTMLElement, field: HTMLInputElement): void {
  root.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    const here = document.activeElement;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape' && here !== field && root.contains(here)) {
      event.preventDefault();
      field.focus();
    }
    if (step === undefined) return;
    const stops = [field, ...root.querySelectorAll<HTMLElement>('[data-answers] a, [data-more]:not([hidden])')];
    const place = stops.indexOf(here as HTMLElement);
    const next = stops[place + step];
    if (place < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
