/**
 * Tells the shop that a page is seen, and for how long: 0 ms at the first moment that it is
 * visible, and on each hide the time so far that it was both visible and focused. A page in
 * the background or rendered ahead waits until it is looked at. Nothing waits for an answer.
 *
 * `lg_sid` is `<uuid>.<started>.<last>`, milliseconds since the epoch. Browsers restore and
 * copy sessionStorage, so it carries its own end: after 30 minutes without a sign, or 4 hours
 * in all, another takes its place. Whoever objects has none, and the shop is not asked at all.
 *
 * It asks what src/browser/objection.ts asks, and is written for the fewest bytes: saying the
 * same twice costs less than a name. Why it may touch storage:
 * docs/decisions/2026-11-26-the-beacon-touches-storage-itself.md
 */
import type { apiPaths } from '../../paths.ts';
import type { StorageKey } from '../../policy/storage-keys.ts';

declare global {
  interface Navigator {
    /** Source: https://www.w3.org/TR/gpc/. TypeScript's own types don't have it yet. */
    readonly globalPrivacyControl?: boolean;
  }
}

/** The view that is being measured, as it is sent. */
interface View {
  readonly view: string;
  readonly session: string;
  readonly path: string;
  readonly referrer: string;
  readonly search: string;
  ms: number;
}

/** Longer than any page is open. */
const never = 1e15;

/** Empty before a view begins and after it was left: `session` tells. */
let body = {} as Partial<View> & Pick<View, 'ms'>;
/** Whether the browser has not taken the figure in `body` yet. */
let unsent: boolean | undefined;
/** Since when the page has been visible and focused, on the clock of events. */
let since = never;

/** What the browser does not take (its queue is full) goes with the next figure, which holds it too. */
const send = () => {
  unsent &&= !navigator.sendBeacon('/api/page-views' satisfies typeof apiPaths.pageViews, JSON.stringify(body));
};

const look = ({ type, timeStamp }: Event) => {
  try {
    const now = Date.now();
    // While a page is being left it still calls itself visible.
    const isHidden = type === 'pagehide' || document.hidden;
    // Digits, which subtraction takes for numbers; what is missing or no digits compares as false.
    let [id, started, last] = `${sessionStorage['lg_sid' satisfies StorageKey]}`.split('.') as [string, number, number];
    if (id !== 'objected') {
      if (
        navigator.globalPrivacyControl ||
        navigator.doNotTrack === '1' ||
        /\.objected$/.test(localStorage['lg_session' satisfies StorageKey])
      ) {
        delete sessionStorage['lg_sid' satisfies StorageKey];
      } else if (id === body.session || (!isHidden && !body.session)) {
        if (id === body.session && timeStamp - since >= 1) {
          body.ms += (timeStamp - since) | 0;
          unsent = true;
          last = now;
        }
        since = never;
        if (!isHidden) {
          // `last` is to come when the clock was set back.
          if (!(now - last < 1_800_000 && now - started < 14_400_000 && now >= last && id === body.session)) {
            send();
            if (!(now - last < 1_800_000 && now - started < 14_400_000 && now >= last)) {
              id = crypto.randomUUID();
              started = now;
            }
            body = {
              view: crypto.randomUUID(),
              session: id,
              path: location.pathname,
              referrer: document.referrer.slice(0, 500),
              search: location.search.slice(0, 500),
              ms: 0,
            };
            unsent = true;
          }
          last = now;
          if (document.hasFocus()) since = timeStamp;
        }
        sessionStorage['lg_sid' satisfies StorageKey] = `${id}.${started}.${last}`;
        if (isHidden || !body.ms) send();
        // An identifier that was taken away while the page was open has ended its view.
      } else unsent = false;
    }
    // The browser may keep the page: what comes back is another view.
    if (type === 'pagehide' && !unsent) body = {} as typeof body;
  } catch {
    // The browser lets the shop keep nothing, so no objection could be kept: nothing is counted.
  }
};

for (const name of 'visibilitychange,pagehide,pageshow,focus,blur'.split(',')) {
  addEventListener(name, look as EventListener);
}
look(new Event(''));
