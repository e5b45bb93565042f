/**
 * What only the address says goes on with whoever follows a link: nothing of it is kept. To the same page in another
 * language all of it, as its filters and the private part of its link are; to any other page the currency that it asks
 * for.
 */
import { isCurrency } from '../catalog/money.ts';
import { inAddress } from './currency.ts';

export function carryAlong(): void {
  for (const way of ['click', 'auxclick', 'contextmenu']) addEventListener(way, carry, true);
}

function carry({ target }: Event): void {
  const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href^="/"]');
  if (!link) return;
  const here = new URLSearchParams(location.search);
  const wishes = link.hreflang ? here : new URLSearchParams(link.search);
  if (link.hreflang) link.hash = location.hash;
  const asked = here.get(inAddress);
  if (isCurrency(asked)) wishes.set(inAddress, asked);
  // One that was chosen since holds everywhere.
  else wishes.delete(inAddress);
  link.search = String(wishes);
}
