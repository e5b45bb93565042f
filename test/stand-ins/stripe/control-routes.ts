import { z } from 'zod';
import { jsonAnswer, pageAnswer, redirectAnswer } from '../http/markup.ts';
import type { Answer, Call } from '../http/serve.ts';
import { noRequest } from './account.ts';
import { type Api, requestLog } from './api.ts';
import { moveDispute, openDispute } from './disputes.ts';
import { StripeRefusal } from './errors.ts';
import { expireByRequest, findSession } from './expire-session.ts';
import { warnOfFraud } from './fraud-warnings.ts';
import { indexPage } from './index-page.ts';
import { settleRefund } from './refunds.ts';
import { settlePayment } from './settle-payment.ts';
import { type SwitchChange, switchChange } from './switches.ts';
import type { Webhooks } from './webhooks.ts';

export interface Controls {
  readonly api: Api;
  readonly webhooks: Webhooks;
  readonly webhookUrl: string | null;
  readonly turn: (change: SwitchChange) => void;
}

/** The stand-in's own addresses, which Stripe does not have: `/` for people, `/_…` for people and tests. */
export async function answerControl(controls: Controls, call: Call): Promise<Answer | null> {
  const { api } = controls;
  const path = call.url.pathname;
  if (call.method === 'GET') {
    if (path === '/') return indexAnswer(controls);
    if (path === '/_switches') return jsonAnswer(200, api.switches());
    if (path === '/_deliveries') return jsonAnswer(200, api.account.ledger.deliveries);
    if (path === '/_requests') return requestLog(api.requests);
    return null;
  }
  if (call.method !== 'POST' || !path.startsWith('/_')) return null;
  // Another site's page that is open in the same browser must not be able to press these.
  if (call.headers['sec-fetch-site'] === 'cross-site') return jsonAnswer(403, { error: 'Not from another site.' });
  const [, session, act] = /^\/_sessions\/([^/]+)\/(expire|settle)$/.exec(path) ?? [];
  const [, event] = /^\/_events\/([^/]+)\/deliver$/.exec(path) ?? [];
  const [, refund] = /^\/_refunds\/([^/]+)\/settle$/.exec(path) ?? [];
  const [, disputed] = /^\/_intents\/([^/]+)\/dispute$/.exec(path) ?? [];
  const [, warned] = /^\/_intents\/([^/]+)\/warn$/.exec(path) ?? [];
  const [, dispute] = /^\/_disputes\/([^/]+)\/move$/.exec(path) ?? [];
  if (refund !== undefined) return controlRefund(controls, call, refund);
  if (disputed !== undefined) return controlDispute(controls, call, disputed, true);
  if (warned !== undefined) return orRefused(call, () => warnOfFraud(api.account, warned));
  if (dispute !== undefined) return controlDispute(controls, call, dispute, false);
  if (session !== undefined) return controlSession(controls, call, session, act === 'expire');
  if (event !== undefined) return done(call, await controls.webhooks.redeliver(event), 'There is no such event.');
  if (path === '/_events/release') return release(controls, call);
  if (path === '/_switches') return turnSwitches(controls, call);
  return null;
}

function indexAnswer({ api, webhookUrl }: Controls): Answer {
  const { account, requests } = api;
  return pageAnswer(200, indexPage({ account, requests, switches: api.switches(), webhookUrl }));
}

const outcomeSchema = z.enum(['succeeded', 'failed']);

function controlSession({ api }: Controls, call: Call, id: string, isExpiry: boolean): Answer {
  try {
    if (isExpiry) {
      expireByRequest(api.account, id, noRequest);
      return done(call, true, '');
    }
    const outcome = outcomeSchema.safeParse(fieldsOf(call)['outcome']);
    if (!outcome.success) return done(call, false, "The outcome is 'succeeded' or 'failed'.");
    const settled = settlePayment(api.account, findSession(api.account, id), outcome.data);
    return done(call, settled === 'settled', 'No payment of this session waits for a bank.');
  } catch (error) {
    if (error instanceof StripeRefusal) return done(call, false, error.message);
    throw error;
  }
}

const refundOutcome = z.enum(['succeeded', 'failed', 'canceled']);

function controlRefund({ api }: Controls, call: Call, id: string): Answer {
  const outcome = refundOutcome.safeParse(fieldsOf(call)['outcome']);
  if (!outcome.success) return done(call, false, "The outcome is 'succeeded', 'failed' or 'canceled'.");
  return orRefused(call, () => settleRefund(api.account, id, outcome.data));
}

const disputeKind = z.enum(['dispute', 'inquiry']).default('dispute');
const disputeMove = z.enum(['closed', 'lost', 'under_review', 'won']);

function controlDispute({ api }: Controls, call: Call, id: string, isNew: boolean): Answer {
  const kind = disputeKind.safeParse(fieldsOf(call)['kind']);
  const move = disputeMove.safeParse(fieldsOf(call)['to']);
  if (isNew && kind.success) return orRefused(call, () => openDispute(api.account, id, kind.data));
  if (!isNew && move.success) return orRefused(call, () => moveDispute(api.account, id, move.data));
  return done(
    call,
    false,
    "A dispute is of the kind 'dispute' or 'inquiry', and goes to under_review, won, lost, closed.",
  );
}

function orRefused(call: Call, run: () => unknown): Answer {
  try {
    run();
    return done(call, true, '');
  } catch (error) {
    if (error instanceof StripeRefusal) return done(call, false, error.message);
    throw error;
  }
}

const releaseSchema = z.union([z.enum(['first-to-last', 'last-to-first']), z.array(z.string()).max(1000)]);

async function release(controls: Controls, call: Call): Promise<Answer> {
  const order = releaseSchema.safeParse(fieldsOf(call)['outcome'] ?? fieldsOf(call)['order']);
  if (!order.success)
    return done(call, false, 'The order is first-to-last, last-to-first, or a list of event identifiers.');
  await controls.webhooks.release(order.data);
  return done(call, true, '');
}

function turnSwitches(controls: Controls, call: Call): Answer {
  const change = switchChange.safeParse(isJson(call) ? fieldsOf(call) : formChange(fieldsOf(call)));
  if (!change.success) return done(call, false, z.prettifyError(change.error));
  controls.turn(change.data);
  return isJson(call) ? jsonAnswer(200, controls.api.switches()) : redirectAnswer('/');
}

/** A form says nothing of an unticked box, so every switch of the page is set at once. */
function formChange(fields: Readonly<Record<string, unknown>>): unknown {
  const refusal = {
    status: 400,
    type: 'invalid_request_error',
    code: 'stand_in_refusal',
    message: 'The stand-in was told to refuse this session.',
  };
  return {
    delayMilliseconds: Number(fields['delayMilliseconds']),
    failNext: { count: Number(fields['failCount']), status: Number(fields['failStatus']), stage: fields['failStage'] },
    unreachable: fields['unreachable'] === 'on',
    loseNextAnswers: Number(fields['loseNextAnswers']),
    refundsWait: fields['refundsWait'] === 'on',
    refuseNextCreate: fields['refuseNextCreate'] === 'on' ? refusal : null,
    redactions: {
      stepMilliseconds: Number(fields['redactionStepMilliseconds']),
      youngestDays: Number(fields['redactionYoungestDays']),
      withheld: fields['redactionsWithheld'] === 'on',
    },
    webhooks: {
      duplicates: Number(fields['duplicates']),
      hold: fields['hold'] === 'on',
      drop: fields['drop'] === 'on',
      delayMilliseconds: Number(fields['webhookDelayMilliseconds']),
    },
  };
}

function done(call: Call, ok: boolean, mistake: string): Answer {
  if (isJson(call)) return ok ? jsonAnswer(200, { ok }) : jsonAnswer(400, { error: mistake });
  return ok
    ? redirectAnswer('/')
    : { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${mistake}\n` };
}

function isJson(call: Call): boolean {
  return (call.headers['content-type'] ?? '').startsWith('application/json');
}

function fieldsOf(call: Call): Readonly<Record<string, unknown>> {
  const text = call.body.toString('utf8');
  if (!isJson(call)) return Object.fromEntries(new URLSearchParams(text));
  try {
    return z.record(z.string(), z.unknown()).catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}
