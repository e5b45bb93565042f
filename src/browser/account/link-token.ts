/** The token of a mailed link: in the fragment, which no server sees, and out of the address bar once it is read. */
export function takeToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(null, '', location.pathname);
  return token;
}
