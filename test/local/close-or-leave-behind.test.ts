import { expect, test, vi } from 'vitest';
import { closeOrLeaveBehind } from './close-or-leave-behind.ts';

const { promise: never } = Promise.withResolvers<void>();

test('what closes is waited for, and nothing is said', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  let closed = false;
  await closeOrLeaveBehind('the shop', async () => {
    await Promise.resolve();
    closed = true;
  });
  expect(closed).toBe(true);
  expect(warn).not.toHaveBeenCalled();
});

test('what doesn’t close is named, and left', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  await closeOrLeaveBehind('the browser', () => never, 20);
  expect(warn).toHaveBeenCalledWith('the browser did not close within 0.02 s, and is left behind.');
});

test('what fails to close fails', async () => {
  await expect(closeOrLeaveBehind('the shop', () => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
});
