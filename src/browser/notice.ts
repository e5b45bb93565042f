/**
 * A word to the shopper, in the page: never an alert box. Every page has the region (`data-notices`, a polite live
 * region: src/layouts/Page.astro). The same words are not said twice.
 */
export function showNotice(words: string): void {
  const region = document.querySelector('[data-notices]');
  if (!region || [...region.children].some((notice) => notice.textContent === words)) return;
  const notice = document.createElement('p');
  region.appendChild(notice);
  // A live region speaks what changes in it, so the words come after the paragraph.
  requestAnimationFrame(() => {
    notice.textContent = words;
  });
}
