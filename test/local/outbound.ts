import { type Request as WorkerRequest, Response as WorkerResponse } from 'miniflare';

/** A request that left the Worker, before anybody answered it. */
export interface OutboundRequest {
  /** `email-binding`: what stands in for the binding hands its message to the mailbox. */
  readonly from: 'shop' | 'email-binding';
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sees every request of the Worker, and answers: mostly with what `passOn` brings. */
export type Outbound = (request: OutboundRequest, passOn: () => Promise<OutboundAnswer>) => Promise<OutboundAnswer>;

/** Of the way from workerd to here and of this connection; no recipient sees them. */
const ofTheWay = /^(mf-|host$|connection$|content-length$|transfer-encoding$|accept-encoding$)/;

/** The handler that takes the place of the internet: what goes to another origin than these gets no further. */
export function watchOutbound(from: OutboundRequest['from'], outbound: Outbound, reachable: readonly string[]) {
  return async (request: WorkerRequest): Promise<WorkerResponse> => {
    const headers = Object.fromEntries([...request.headers].filter(([name]) => !ofTheWay.test(name)));
    const sent: OutboundRequest = {
      from,
      method: request.method,
      url: request.url,
      headers,
      body: await request.text(),
    };
    const { status, headers: answerHeaders, body } = await outbound(sent, () => passOn(sent, reachable));
    return new WorkerResponse(body, { status, headers: { ...answerHeaders } });
  };
}

async function passOn(sent: OutboundRequest, reachable: readonly string[]): Promise<OutboundAnswer> {
  if (!reachable.includes(new URL(sent.url).origin)) return unreachable;
  try {
    const response = await fetch(sent.url, {
      method: sent.method,
      headers: { ...sent.headers },
      redirect: 'manual',
      ...(sent.body === '' ? {} : { body: sent.body }),
    });
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !ofTheWay.test(name)));
    return { status: response.status, headers, body: await response.text() };
  } catch {
    return unreachable;
  }
}

/** What a Worker sees of a server that isn't there, at its host's edge. */
const unreachable: OutboundAnswer = { status: 530, headers: {}, body: '' };
