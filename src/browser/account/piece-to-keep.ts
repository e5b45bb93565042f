import { part } from '../part.ts';

/** The piece that somebody pressed "Keep" on, by its SKU: a name in our catalogue, and no address to be sent to. */
export function pieceToKeep(): string | undefined {
  return /^#keep\.([A-Z0-9-]{1,32})$/.exec(location.hash)?.[1];
}

/** Says on the page why somebody was sent to it, and takes the piece along to the page for those who are new, or known. */
export function carryPieceToKeep(): void {
  addEventListener('hashchange', show);
  show();
}

function show(): void {
  const isOne = pieceToKeep() !== undefined;
  part(document, 'to-keep', HTMLElement).hidden = !isOne;
  part(document, 'other-way', HTMLAnchorElement).hash = isOne ? location.hash : '';
}
