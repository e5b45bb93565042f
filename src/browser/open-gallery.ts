/** A press on a photograph opens the gallery, which is loaded then; where it cannot be, the photograph's own file opens. */

export {};

document.querySelector('[data-views]')?.addEventListener('click', (event) => {
  if (!(event instanceof MouseEvent) || !(event.target instanceof Element)) return;
  const link = event.target.closest<HTMLAnchorElement>('[data-zoom]');
  // A click with a key held down wants the file in a tab of its own.
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  import('./gallery.ts').then(
    ({ openGallery }) => openGallery(link),
    () => location.assign(link.href),
  );
});
