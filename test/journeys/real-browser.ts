import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { requireChromium } from '../local/install-chromium.ts';

/**
 * Chromium as a person has it, by its own protocol. Playwright tells every page that it is visible and focused, and
 * keeps none in the cache for going back; what is measured here is just that.
 */
export interface RealBrowser {
  /** A tab of the one window. `background` opens it behind the one that is looked at. */
  openTab(address: string, options?: { readonly background?: boolean }): Promise<Tab>;
  /** The tab that was opened by a page at an address that ends so. */
  findTab(ending: string): Promise<Tab>;
  /** Ends it, and starts it again with what was open when it ended. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Tab {
  /** Runs in the page, as something that the person did. */
  run<Value>(expression: string): Promise<Value>;
  send(method: string, parameters?: object): Promise<unknown>;
  goTo(address: string): Promise<void>;
  /** Brings it to the front, which hides the one that was there. */
  look(): Promise<void>;
  close(): Promise<void>;
}

interface Connection {
  send<Result>(method: string, parameters?: object, sessionId?: string): Promise<Result>;
  hear<Parameters>(method: string, listener: (parameters: Parameters) => void): void;
  close(): void;
}

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];
const hasGone = 'The browser has gone.';
const patienceMilliseconds = 45_000;

export async function startRealBrowser(): Promise<RealBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'));
  let running = await launch(profile, ['about:blank']);
  return {
    async openTab(address, { background = false } = {}) {
      const { targetId } = await running.connection.send<{ targetId: string }>('Target.createTarget', {
        url: 'about:blank',
        background,
        forTab: true,
      });
      const tab = await attachToTab(running.connection, targetId);
      await tab.goTo(address);
      return tab;
    },
    findTab: async (ending) => attachToPage(running.connection, await findTarget(running.connection, ending)),
    async restart() {
      await end(running);
      running = await launch(profile, ['--restore-last-session']);
    },
    async close() {
      await end(running);
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

interface Running {
  readonly process: ChildProcess;
  readonly connection: Connection;
}

async function launch(profile: string, more: readonly string[]): Promise<Running> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const process = spawn(requireChromium(), [...flags, `--user-data-dir=${profile}`, ...more], { stdio: 'ignore' });
  await until(() => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'));
  const [port, path] = readFileSync(portFile, 'utf8').split('\n');
  return { process, connection: await connect(`ws://127.0.0.1:${port}${path}`) };
}

/** Asks it to go, as a person would, and waits for that alone: one that has gone already answers nothing. */
async function end({ process, connection }: Running): Promise<void> {
  connection.send('Browser.close').catch(() => undefined);
  await until(() => process.exitCode !== null || process.signalCode !== null).catch(() => process.kill('SIGKILL'));
  connection.close();
}

async function connect(address: string): Promise<Connection> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  const listeners: { readonly method: string; readonly listener: (parameters: never) => void }[] = [];
  let count = 0;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data));
    for (const { method, listener } of listeners) if (method === message.method) listener(message.params as never);
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) asked?.reject(new Error(message.error.message));
    else asked?.resolve(message.result as never);
  };
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error(hasGone));
    waiting.clear();
  };
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error(hasGone));
        waiting.set(++count, { resolve, reject });
        socket.send(JSON.stringify({ id: count, method, params, sessionId }));
      }),
    hear: (method, listener) => void listeners.push({ method, listener }),
    close: () => socket.close(),
  };
}

interface PageAttached {
  readonly sessionId: string;
  readonly targetInfo: { readonly type: string };
}

/** By way of the tab, as a page that is rendered ahead wants it; the page that is shown then takes the other's place. */
async function attachToTab(connection: Connection, tabId: string): Promise<Tab> {
  const pages: string[] = [];
  connection.hear<PageAttached>('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'page') pages.push(sessionId);
  });
  connection.hear<PageAttached>('Target.detachedFromTarget', ({ sessionId }) => {
    if (pages.includes(sessionId)) pages.splice(pages.indexOf(sessionId), 1);
  });
  const ofTab = await connection.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId: tabId,
    flatten: true,
  });
  const attaching = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  await connection.send('Target.setAutoAttach', attaching, ofTab.sessionId);
  await until(() => pages.length > 0);
  return tabOf(connection, tabId, () => pages[0]);
}

async function attachToPage(connection: Connection, targetId: string): Promise<Tab> {
  const attached = { targetId, flatten: true };
  const { sessionId } = await connection.send<{ sessionId: string }>('Target.attachToTarget', attached);
  return tabOf(connection, targetId, () => sessionId);
}

function tabOf(connection: Connection, targetId: string, session: () => string | undefined): Tab {
  const send = (method: string, parameters: object = {}) =>
    connection.send<Record<string, unknown>>(method, parameters, session());
  const run = async <Value>(expression: string): Promise<Value> => {
    const options = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const answer = await connection.send<{ result: { value: Value }; exceptionDetails?: object }>(
      'Runtime.evaluate',
      options,
      session(),
    );
    if (answer.exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(answer.exceptionDetails)}`);
    return answer.result.value;
  };
  return {
    run,
    send,
    async goTo(address) {
      await send('Page.navigate', { url: address });
      await isThere(run, new URL(address));
    },
    async look() {
      await connection.send('Target.activateTarget', { targetId });
      await until(() => run<boolean>("document.visibilityState === 'visible' && document.hasFocus()"));
    },
    close: async () => void (await connection.send('Target.closeTarget', { targetId })),
  };
}

async function isThere(run: Tab['run'], { pathname }: URL): Promise<void> {
  const is = `location.pathname === ${JSON.stringify(pathname)} && document.readyState === 'complete'`;
  // While one page gives way to the next there is none to ask.
  await until(() => run<boolean>(is).catch(() => false));
}

async function findTarget(connection: Connection, ending: string): Promise<string> {
  let found: string | undefined;
  await until(async () => {
    const { targetInfos } = await connection.send<{
      targetInfos: readonly { targetId: string; type: string; url: string }[];
    }>('Target.getTargets');
    found = targetInfos.find(({ type, url }) => type === 'page' && url.endsWith(ending))?.targetId;
    return found !== undefined;
  });
  return found ?? '';
}

/** Bounded by what a busy machine may need. */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  const last = Date.now() + patienceMilliseconds;
  while (!(await is())) {
    if (Date.now() > last) throw new Error(`It did not come: ${is}`);
    await wait(25);
  }
}
