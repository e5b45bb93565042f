import type { SignedIn } from '../../api/account-answers.ts';
import type { KeptWish } from '../../api/kept-answers.ts';
import type { CatalogItem } from '../../catalog/item.ts';
import { apiPaths, paths } from '../../paths.ts';
import { getJson, postJson } from '../ask.ts';
import { part } from '../part.ts';
import { onSubmit } from './form.ts';
import { carryPieceToKeep, pieceToKeep } from './piece-to-keep.ts';
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
carryPieceToKeep();

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
