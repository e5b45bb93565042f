/**
 * Whether a request comes from a page of ours, or from no page: a browser names the page's origin on every POST, and
 * another site can't leave it out.
 *
 * @param siteOrigin where the shop lives, as an origin
 */
export function isFromOurPages(request: Request, siteOrigin: string | undefined): boolean {
  const origin = request.headers.get('Origin');
  return origin === null || origin === new URL(request.url).origin || origin === siteOrigin;
}
