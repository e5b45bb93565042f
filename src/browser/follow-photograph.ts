/**
 * From a grid to a piece and back, the browser carries the photograph across: this
 * names it on the grid's side. The piece's side is named in its style sheet. A browser
 * without view transitions never fires these events.
 */

export {};

declare global {
  interface Window {
    /** The part of the Navigation API that is read here; TypeScript does not know it yet. */
    readonly navigation?: { readonly activation?: { readonly from?: { readonly url: string | null } } };
  }
}

addEventListener('pageswap', (event) => {
  if (event.viewTransition) carry(event.viewTransition, event.activation?.entry?.url);
});

addEventListener('pagereveal', (event) => {
  if (event.viewTransition) carry(event.viewTransition, window.navigation?.activation?.from?.url);
});

/** Names the first photograph that leads to that address, for as long as the transition lasts. */
function carry(transition: ViewTransition, address: string | null | undefined): void {
  const image = address ? photographLeadingTo(new URL(address).pathname) : null;
  image?.style.setProperty('view-transition-name', 'photograph');
  // A transition that the browser breaks off (a fast click, a hidden tab) rejects them, and harms nothing.
  void Promise.allSettled([transition.updateCallbackDone, transition.ready, transition.finished]).then(() =>
    image?.style.removeProperty('view-transition-name'),
  );
}

function photographLeadingTo(path: string): HTMLElement | null {
  return document.querySelector(`.piece[href="${CSS.escape(path)}"] img`);
}
