import { expect, test } from 'vitest';
import { startRealBrowser } from './real-browser.ts';

test('a browser that has gone by itself answers nothing any more, and is closed all the same', async () => {
  const browser = await startRealBrowser();
  const tab = await browser.openTab('about:blank');
  await expect(tab.send('Browser.crash')).rejects.toThrow('The browser has gone.');
  await expect(tab.run('1')).rejects.toThrow('The browser has gone.');
  await browser.close();
});
