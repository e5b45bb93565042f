import { describeSurprise } from '../describe-surprise.ts';

export interface Fate {
  /** After the last byte was taken and before the end is told: what fails here makes the whole fail. */
  readonly finish: () => Promise<void>;
  /** After it was given up or broke off. */
  readonly free: () => Promise<void>;
}

export interface SingleUse {
  readonly body: ReadableStream<Uint8Array>;
  /** Resolves once the fate is written down: the Worker has to live until then. */
  readonly settled: Promise<void>;
}

/**
 * Passes a stream on and notes which of its two ends it comes to. `signal` tells that the
 * reader has gone: workerd doesn't cancel the body of somebody who has, and would read it
 * to its end for nobody (its issue 6832).
 */
export function singleUse(source: ReadableStream<Uint8Array>, { finish, free }: Fate, signal?: AbortSignal): SingleUse {
  const reader = source.getReader();
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  let isGivenUp = false;
  const giveUp = async () => {
    if (isGivenUp) return;
    isGivenUp = true;
    await free().finally(settle);
    await reader.cancel();
  };
  signal?.addEventListener('abort', () => void giveUp().catch(report));
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (isGivenUp) return controller.close();
        if (!done) return controller.enqueue(value);
        await finish();
        controller.close();
        settle();
      } catch (error) {
        // The answer has begun, so no other can be given: the stream breaks, and the browser says so.
        report(error);
        await free().finally(settle);
        throw error;
      }
    },
    cancel: giveUp,
  });
  return { body, settled };
}

function report(error: unknown): void {
  console.error({ message: 'A copy broke off', ...describeSurprise(error) });
}
