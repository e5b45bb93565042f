/**
 * A word to the shopper, in the page: never an alert box. The layout has the
 * region (`data-notices`, a polite live region); a page without one gets it at
 * the top of its main part. The same words are not said twice.
 */
export function showNotice(words: string): void {
  const region = document.querySelector('[data-notices]') ?? makeRegion();
  const said = [...region.children].some((notice) => notice.textContent === words);
  if (said) return;
  const notice = document.createElement('p');
  region.appendChild(notice);
  // A live region speaks what changes in it, so the words come after the paragraph.
  requestAnimationFrame(() => {
    notice.textContent = words;
  });
}

function makeRegion(): HTMLElement {
  const region = document.createElement('div');
  region.className = 'notices';
  region.dataset.notices = '';
  region.setAttribute('role', 'status');
  const page = document.querySelector('main') ?? document.body;
  page.insertBefore(region, page.firstChild);
  return region;
}
