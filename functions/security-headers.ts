import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** `_headers` doesn't reach the Worker's own answers, so they carry the same promises here. */
const promises = {
  strictTransportSecurity: 'max-age=63072000; includeSubDomains; preload',
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
} satisfies Parameters<typeof secureHeaders>[0];

const forData = secureHeaders({
  ...promises,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
});

/** A page brings its own policy in a meta element; the header adds what a meta element can't say. */
const forPages = secureHeaders({
  ...promises,
  // With no-referrer a browser sends `Origin: null` with the page's own form, which the door would refuse.
  referrerPolicy: 'same-origin',
  contentSecurityPolicy: { frameAncestors: ["'none'"] },
});

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const isPage = context.res.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  await (isPage ? forPages : forData)(context, async () => undefined);
};
