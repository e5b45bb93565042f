import type { AccountView } from '../../src/api/account-answers.ts';
import { hasStandingConsent } from '../consents/withdraw-consents.ts';
import type { Shop } from '../shop.ts';
import { type Session, selectObjectsToAnalytics } from './queries.ts';

export async function viewAccount(shop: Shop, session: Session): Promise<AccountView> {
  return {
    username: session.username,
    email: session.email,
    createdAt: new Date(session.created_at).toISOString(),
    hasMarketingConsent: await hasStandingConsent(shop.database, session.email),
    objectsToAnalytics: await selectObjectsToAnalytics(shop.database, session.email),
  };
}
