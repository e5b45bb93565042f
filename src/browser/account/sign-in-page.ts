import type { SignedIn } from '../../api/account-answers.ts';
import type { KeptWish } from '../../api/kept-answers.ts';
import type { CatalogItem } from '../../catalog/item.ts';
import { apiPaths, paths } from '../../paths.ts';
import { getJson, postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { keepSession, postSignedIn } from './session.ts';
import './show-password.ts';

onSubmit<SignedIn>(
  part(document, 'form', HTMLFormElement),
  ({ email, password }) => postJson(apiPaths.accountSignIn, { email, password }),
  (session) => {
    keepSession(session);
    void goOn();
  },
);
addEventListener('hashchange', showWhy);
showWhy();

/** The piece that somebody pressed "Keep" on, by its SKU: a name in our catalogue, and no address to be sent to. */
function pieceToKeep(): string | undefined {
  return /^#keep\.([A-Z0-9-]{1,32})$/.exec(location.hash)?.[1];
}

function showWhy(): void {
  part(document, 'to-keep', HTMLElement).hidden = pieceToKeep() === undefined;
}

/** Back to the piece, which is kept now; to what is kept, where it can't be found. */
async function goOn(): Promise<void> {
  const sku = pieceToKeep();
  if (sku === undefined) return location.assign(paths.account);
  const wish: KeptWish = { sku, kept: true };
  const reply = await postSignedIn<KeptWish>(apiPaths.accountKept, wish);
  const item = reply.state === 'answered' && (await getJson<CatalogItem>(paths.catalogItem(sku)));
  if (item && item.state === 'answered') location.assign(`${paths.piece(item.answer.slug)}#${sku}`);
  else location.assign(paths.accountWishlist);
}
