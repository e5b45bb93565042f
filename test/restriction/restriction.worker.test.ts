import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { childReportAct } from '../../functions/children/child-report-act.ts';
import { confirmChildReport } from '../../functions/children/confirm-child-report.ts';
import { forgetAddresses } from '../../functions/erasure/forget-addresses.ts';
import { sweepMail } from '../../functions/mail/send-mail.ts';
import { objectAct } from '../../functions/objections/object-act.ts';
import { hasObjected } from '../../functions/objections/queries.ts';
import { refusesAnalytics } from '../../functions/objections/refuses-analytics.ts';
import { weighObjection } from '../../functions/objections/weigh-objection.ts';
import { type PrivacyRequest, selectRequest } from '../../functions/requests/queries.ts';
import { liftRestriction } from '../../functions/restriction/lift-restriction.ts';
import { isRestricted, selectRestrictedAmong } from '../../functions/restriction/queries.ts';
import { restrictAct } from '../../functions/restriction/restrict-act.ts';
import { type OpenShop, openShop } from '../erasure/open-shop.ts';
import { ask, everyRow, insert, live, rowsWith, type Somebody, somebody } from '../erasure/person.ts';
import { emptyDatabase } from '../retention/database.ts';

const now = Date.UTC(2026, 10, 24, 12);
const arrived = { paid_at: now - 60 * 24 * 60 * 60_000 };

let shop: OpenShop;
let ada: Somebody;
let grace: Somebody;
beforeAll(async () => {
  shop = await openShop();
  ada = await somebody('ada');
  grace = await somebody('grace');
});
afterAll(() => shop.close());
beforeEach(async () => {
  await emptyDatabase(shop.database);
  shop.letters.length = 0;
});

async function asked(kind: string, changes: Record<string, string> = {}): Promise<PrivacyRequest> {
  await ask(shop.database, ada, kind, ada.request, now, changes);
  const request = await selectRequest(shop.database, ada.request);
  if (!request) throw new Error('It was written');
  return request;
}

describe('a restriction', () => {
  test('[rights.restrict] holds from the moment it is asked for, of that person alone, and once', async () => {
    const request = await asked('restrict');
    expect(await restrictAct(shop.at(now), request)).toMatchObject({ state: 'done' });
    const once = await everyRow(shop.database);
    await restrictAct(shop.at(now + 1), request);
    expect(await everyRow(shop.database)).toEqual(once);
    expect(await isRestricted(shop.database, ada.email.toUpperCase())).toBe(true);
    expect(await isRestricted(shop.database, grace.email)).toBe(false);
    expect([...(await selectRestrictedAmong(shop.database, [grace.email, ada.email]))]).toEqual([ada.email]);
    expect(await refusesAnalytics(shop.database, ada.email)).toBe(true);
  });

  test('[rights.restrict] ends only after the letter that says so has left', async () => {
    await restrictAct(shop.at(now), await asked('restrict'));
    expect(await liftRestriction(shop.at(now), ada.request)).toBe('told');
    expect(await liftRestriction(shop.at(now), ada.request)).toMatchObject({ code: 'conflict' });
    expect(await isRestricted(shop.database, ada.email)).toBe(true);
    await sweepMail(shop.at(now));
    expect(shop.letters).toEqual([expect.objectContaining({ to: ada.email, subject: 'We will use your data again' })]);
    expect(await liftRestriction(shop.at(now + 1), ada.request)).toBe('lifted');
    expect(await liftRestriction(shop.at(now + 2), ada.request)).toBe('lifted');
    expect(await isRestricted(shop.database, ada.email)).toBe(false);
    expect(await liftRestriction(shop.at(now), 'PR-NONE-0000')).toMatchObject({ code: 'not-found' });
  });
});

describe('an objection', () => {
  test('[rights.object] ends marketing and statistics at once, and is done', async () => {
    await shop.database.batch([
      insert(shop.database, 'marketing_consents', {
        id: 'c',
        email: ada.email,
        wording_version: 1,
        page: '/bag/',
        asked_at: now,
        confirmed_at: now,
      }),
    ]);
    const request = await asked('object', { words: 'I want no newsletter.' });
    expect(await objectAct(shop.at(now), request)).toMatchObject({ state: 'done' });
    await objectAct(shop.at(now + 1), request);
    const consent = (await everyRow(shop.database))['marketing_consents']?.[0];
    expect(JSON.parse(consent ?? '{}')).toMatchObject({ withdrawn_at: now, withdrawn_on: '/privacy/request/' });
    expect(await refusesAnalytics(shop.database, ada.email)).toBe(true);
    expect(await refusesAnalytics(shop.database, grace.email)).toBe(false);
  });

  test('[rights.object] to fraud checks is weighed by a person, and upheld by nobody else', async () => {
    const request = await asked('object', { words: 'Your fraud checks hold my orders up.' });
    expect(await objectAct(shop.at(now), request)).toMatchObject({ state: 'review' });
    expect(await refusesAnalytics(shop.database, ada.email)).toBe(true);
    expect(await hasObjected(shop.database, ada.email, 'fraud-checks')).toBe(false);
    await weighObjection(shop.at(now), request, 'upheld', 'You are right.');
    expect(await hasObjected(shop.database, ada.email, 'fraud-checks')).toBe(true);
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'done' });
  });
});

describe('a report of a child’s data', () => {
  const reported = { asker: 'reporter', asker_email: 'parent@example.com', state: 'in-review' };

  test('[children.deletion] freezes at once, and deletes when a person has looked', async () => {
    await live(shop.database, ada, now, [arrived]);
    await shop.database.prepare('DELETE FROM restrictions').run();
    const request = await asked('child-report', reported);
    expect(await childReportAct(shop.at(now), request)).toMatchObject({ state: 'review' });
    expect(await isRestricted(shop.database, ada.email)).toBe(true);
    expect(await rowsWith(shop.database, ada.mark)).toHaveProperty('accounts');

    expect(await confirmChildReport(shop.at(now), request, { outcome: 'delete', words: '' })).toBe('deleted');
    expect(await confirmChildReport(shop.at(now), request, { outcome: 'delete', words: '' })).toBe('deleted');
    expect(await rowsWith(shop.database, ada.mark)).not.toHaveProperty('accounts');
    await sweepMail(shop.at(now));
    await forgetAddresses(shop.at(now));
    expect(shop.letters.map(({ to }) => to)).toEqual(['parent@example.com']);
    expect(shop.letters[0]?.text).not.toContain(ada.email);
    expect(await rowsWith(shop.database, 'parent@example.com')).toEqual({});
    expect(await rowsWith(shop.database, ada.email)).toEqual({});
  });

  test('[children.deletion] that is none keeps the data, and its owner hears before it is used again', async () => {
    await live(shop.database, ada, now, [arrived]);
    const request = await asked('child-report', reported);
    await childReportAct(shop.at(now), request);
    const decision = { outcome: 'keep', words: 'The account is a grown person’s.' } as const;
    expect(await confirmChildReport(shop.at(now), request, decision)).toBe('kept');
    expect(await selectRequest(shop.database, ada.request)).toMatchObject({ state: 'refused' });
    expect(await rowsWith(shop.database, ada.mark)).toHaveProperty('accounts');
    expect(await isRestricted(shop.database, ada.email)).toBe(true);
  });
});
