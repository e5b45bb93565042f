import { expect, test, vi } from 'vitest';
import { singleUse } from '../../functions/copies/single-use.ts';

function streamOf(chunks: readonly (string | Error)[]): ReadableStream<Uint8Array> {
  let place = 0;
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[place];
      place += 1;
      if (chunk === undefined) controller.close();
      else if (chunk instanceof Error) controller.error(chunk);
      else controller.enqueue(new TextEncoder().encode(chunk));
    },
  });
}

function fate() {
  return { finish: vi.fn(async () => undefined), free: vi.fn(async () => undefined) };
}

test('a stream that comes to its end is finished once and not freed', async () => {
  const noted = fate();
  const { body, settled } = singleUse(streamOf(['a', 'b']), noted);
  expect(await new Response(body).text()).toBe('ab');
  await settled;
  expect([noted.finish.mock.calls.length, noted.free.mock.calls.length]).toEqual([1, 0]);
});

test('one that is given up is freed and not finished', async () => {
  const noted = fate();
  const { body, settled } = singleUse(streamOf(['a', 'b', 'c']), noted);
  const reader = body.getReader();
  await reader.read();
  await reader.cancel();
  await settled;
  expect([noted.finish.mock.calls.length, noted.free.mock.calls.length]).toEqual([0, 1]);
});

test('one whose reader has gone is freed, and not read to its end for nobody', async () => {
  const noted = fate();
  const gone = new AbortController();
  const { body, settled } = singleUse(streamOf(['a', 'b', 'c']), noted, gone.signal);
  const reader = body.getReader();
  await reader.read();
  gone.abort();
  await settled;
  while (!(await reader.read()).done);
  expect([noted.finish.mock.calls.length, noted.free.mock.calls.length]).toEqual([0, 1]);
});

test('one that breaks off is freed, and its reader is told', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const noted = fate();
  const { body, settled } = singleUse(streamOf(['a', new Error('The database is away')]), noted);
  await expect(new Response(body).text()).rejects.toThrow();
  await settled;
  expect([noted.finish.mock.calls.length, noted.free.mock.calls.length]).toEqual([0, 1]);
  expect(said).toHaveBeenCalledOnce();
});

test('one whose end can’t be written down does not end well', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const noted = { ...fate(), finish: vi.fn(async () => Promise.reject(new Error('The database is away'))) };
  const { body, settled } = singleUse(streamOf(['a']), noted);
  await expect(new Response(body).text()).rejects.toThrow();
  await settled;
  expect(noted.free).toHaveBeenCalledOnce();
});
