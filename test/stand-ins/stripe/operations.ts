import type { Account } from './account.ts';
import { prepareSession, storeSession } from './create-session.ts';
import { missingResource } from './errors.ts';
import { fitsType } from './events.ts';
import { expanded } from './expand.ts';
import { expireByRequest, expireDueSessions, findSession } from './expire-session.ts';
import type { FormValues } from './form-encoding.ts';
import { isWithin, newestFirst, pageOf } from './lists.ts';
import type { Operation, Prepared } from './operation.ts';
import { listDisputesParameters } from './parameters/dispute-parameters.ts';
import { listEventsParameters } from './parameters/event-parameters.ts';
import { parseParameters } from './parameters/parse-parameters.ts';
import {
  createRefundParameters,
  listRefundsParameters,
  unsupportedRefundParameters,
} from './parameters/refund-parameters.ts';
import {
  createSessionParameters,
  expandOnly,
  listSessionsParameters,
  pageOnly,
  unsupportedSessionParameters,
} from './parameters/session-parameters.ts';
import { redactionOperations } from './redaction-operations.ts';
import { createRefund } from './refunds.ts';

export const operations: readonly Operation[] = [
  { method: 'POST', path: /^\/v1\/checkout\/sessions$/, prepare: createSession },
  { method: 'GET', path: /^\/v1\/checkout\/sessions$/, prepare: listSessions },
  { method: 'GET', path: /^\/v1\/checkout\/sessions\/([^/]+)$/, prepare: retrieveSession },
  { method: 'GET', path: /^\/v1\/checkout\/sessions\/([^/]+)\/line_items$/, prepare: listLineItems },
  { method: 'POST', path: /^\/v1\/checkout\/sessions\/([^/]+)\/expire$/, prepare: expireSession },
  { method: 'GET', path: /^\/v1\/payment_intents\/([^/]+)$/, prepare: retrieve('intents', 'payment_intent', 'intent') },
  { method: 'GET', path: /^\/v1\/charges\/([^/]+)$/, prepare: retrieve('charges', 'charge', 'id') },
  { method: 'GET', path: /^\/v1\/customers\/([^/]+)$/, prepare: retrieve('customers', 'customer', 'id') },
  { method: 'POST', path: /^\/v1\/refunds$/, prepare: refund },
  { method: 'GET', path: /^\/v1\/refunds$/, prepare: listRefunds },
  { method: 'GET', path: /^\/v1\/refunds\/([^/]+)$/, prepare: retrieve('refunds', 'refund', 'id') },
  { method: 'GET', path: /^\/v1\/disputes$/, prepare: listDisputes },
  { method: 'GET', path: /^\/v1\/disputes\/([^/]+)$/, prepare: retrieve('disputes', 'dispute', 'id') },
  { method: 'GET', path: /^\/v1\/radar\/early_fraud_warnings$/, prepare: listWarnings },
  {
    method: 'GET',
    path: /^\/v1\/radar\/early_fraud_warnings\/([^/]+)$/,
    prepare: retrieve('warnings', 'early_fraud_warning', 'early_fraud_warning'),
  },
  { method: 'GET', path: /^\/v1\/events$/, prepare: listEvents },
  { method: 'GET', path: /^\/v1\/events\/([^/]+)$/, prepare: retrieve('events', 'event', 'id') },
  ...redactionOperations,
];

function createSession(account: Account, raw: FormValues): Prepared {
  const parameters = parseParameters(createSessionParameters, raw, unsupportedSessionParameters);
  const prepared = prepareSession(account, parameters);
  return () => expanded(account, storeSession(account, prepared), parameters.expand);
}

function listSessions(account: Account, raw: FormValues): Prepared {
  const { expand, ...filter } = parseParameters(listSessionsParameters, raw);
  expireDueSessions(account);
  const sessions = newestFirst(account.ledger.sessions.values())
    .map(({ session }) => session)
    .filter((session) => isWithin(session.created, filter.created))
    .filter((session) => filter.customer === undefined || session.customer === filter.customer)
    .filter((session) => filter.payment_intent === undefined || session.payment_intent === filter.payment_intent)
    .filter((session) => filter.status === undefined || session.status === filter.status)
    .filter(
      ({ customer_details: details }) => !filter.customer_details || details?.email === filter.customer_details.email,
    );
  return () => expanded(account, pageOf(sessions, filter, '/v1/checkout/sessions'), expand);
}

function retrieveSession(account: Account, raw: FormValues, id: string): Prepared {
  const { expand } = parseParameters(expandOnly, raw);
  return () => expanded(account, findSession(account, id).session, expand);
}

function listLineItems(account: Account, raw: FormValues, id: string): Prepared {
  const { expand, ...page } = parseParameters(pageOnly, raw);
  return () =>
    expanded(account, pageOf(findSession(account, id).lines, page, `/v1/checkout/sessions/${id}/line_items`), expand);
}

function expireSession(account: Account, raw: FormValues, id: string): Prepared {
  const { expand } = parseParameters(expandOnly, raw);
  return (cause) => expanded(account, expireByRequest(account, id, cause), expand);
}

function refund(account: Account, raw: FormValues): Prepared {
  const parameters = parseParameters(createRefundParameters, raw, unsupportedRefundParameters);
  return (cause) => expanded(account, createRefund(account, parameters, cause), parameters.expand);
}

function listRefunds(account: Account, raw: FormValues): Prepared {
  const { expand, ...filter } = parseParameters(listRefundsParameters, raw);
  const refunds = newestFirst(account.ledger.refunds.values())
    .filter(({ created }) => isWithin(created, filter.created))
    .filter(({ charge }) => filter.charge === undefined || charge === filter.charge)
    .filter(({ payment_intent: intent }) => filter.payment_intent === undefined || intent === filter.payment_intent);
  return () => expanded(account, pageOf(refunds, filter, '/v1/refunds'), expand);
}

function listDisputes(account: Account, raw: FormValues): Prepared {
  const { expand, ...filter } = parseParameters(listDisputesParameters, raw);
  const disputes = newestFirst(account.ledger.disputes.values())
    .filter(({ created }) => isWithin(created, filter.created))
    .filter(({ charge }) => filter.charge === undefined || charge === filter.charge)
    .filter(({ payment_intent: intent }) => filter.payment_intent === undefined || intent === filter.payment_intent);
  return () => expanded(account, pageOf(disputes, filter, '/v1/disputes'), expand);
}

function listWarnings(account: Account, raw: FormValues): Prepared {
  const { expand, ...filter } = parseParameters(listDisputesParameters, raw);
  const warnings = newestFirst(account.ledger.warnings.values())
    .filter(({ created }) => isWithin(created, filter.created))
    .filter(({ charge }) => filter.charge === undefined || charge === filter.charge)
    .filter(({ payment_intent: intent }) => filter.payment_intent === undefined || intent === filter.payment_intent);
  return () => expanded(account, pageOf(warnings, filter, '/v1/radar/early_fraud_warnings'), expand);
}

function listEvents(account: Account, raw: FormValues): Prepared {
  const { expand, type, types, ...filter } = parseParameters(listEventsParameters, raw);
  expireDueSessions(account);
  const events = newestFirst(account.ledger.events.values())
    .filter(({ created }) => isWithin(created, filter.created))
    .filter((event) => type === undefined || fitsType(event.type, type))
    .filter((event) => types === undefined || types.includes(event.type))
    .filter(
      (event) => filter.delivery_success === undefined || filter.delivery_success === (event.pending_webhooks === 0),
    );
  return () => expanded(account, pageOf(events, filter, '/v1/events'), expand);
}

type Kept = 'charges' | 'customers' | 'disputes' | 'events' | 'intents' | 'refunds' | 'warnings';

function retrieve(kept: Kept, kind: string, param: string): Operation['prepare'] {
  return (account, raw, id) => {
    const { expand } = parseParameters(expandOnly, raw);
    return () => {
      const found: object | undefined = account.ledger[kept].get(id);
      if (!found) throw missingResource(kind, id, param);
      return expanded(account, found, expand);
    };
  };
}
