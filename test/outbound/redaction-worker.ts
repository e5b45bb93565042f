import { z } from 'zod';
import { readConfig } from '../../functions/config.ts';
import { StripeGateway } from '../../functions/gateways/stripe.ts';

/** Runs on workerd: what becomes of redactions, once each, so that whatever the gateway sends has been sent. */

const order = z.object({ sessionId: z.string(), paymentIntentId: z.string() });
const orders = z.object({ paid: order, processing: order });

export default {
  async fetch(request: Request, environment: object): Promise<Response> {
    const reading = readConfig(environment);
    if ('missing' in reading) throw new Error(reading.missing.join('; '));
    const gateway = new StripeGateway(reading.config);
    const { paid, processing } = orders.parse(await request.json());
    const waiting = await begin(gateway, processing);
    const inTheWay = await gateway.readRedaction(waiting);
    const again = await gateway.validateRedactionAgain(waiting, `again-${waiting}`);
    const ready = await begin(gateway, paid);
    const running = await gateway.runRedaction(ready, `run-${ready}`);
    return Response.json({ inTheWay, again, running, redacted: await gateway.readRedaction(ready) });
  },
};

async function begin(gateway: StripeGateway, { sessionId, paymentIntentId }: z.output<typeof order>): Promise<string> {
  const request = { sessionIds: [sessionId], paymentIntentIds: [paymentIntentId] };
  const begun = await gateway.startRedaction(request, `erase-${sessionId}`);
  if (begun.kind !== 'started') throw new Error(`The redaction is ${begun.kind}`);
  return begun.id;
}
