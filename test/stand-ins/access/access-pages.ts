import { html, type Markup, page } from '../http/markup.ts';

export const signInPath = '/cdn-cgi/access/login';
export const signOutPath = '/cdn-cgi/access/logout';
/** POST email: what a command of the house sends along. The real one has nothing here. */
export const tokenPath = '/cdn-cgi/access/_token';

/** Somebody who can sign in here. */
export interface Person {
  readonly email: string;
  /** What they are at the shop, for whoever chooses. */
  readonly role: string;
}

export function signInPage(people: readonly Person[], redirectTo: string): Markup {
  const choices = people.map(
    ({ email, role }) =>
      html`<p class="field"><button type="submit" name="email" value="${email}">Sign in as ${email}</button>
<span class="quiet">${role}</span></p>`,
  );
  return page(
    'Sign in',
    html`<main class="single">
<h1>Sign in</h1>
<p>This stands in for Cloudflare Access. Whoever you choose here, the shop gets a signed token for.</p>
<form method="post" action="${signInPath}">
<input type="hidden" name="redirect_url" value="${redirectTo}">
${choices}
</form>
<h2>Signing keys</h2>
<form method="post" action="/cdn-cgi/access/_rotate"><button class="plain" type="submit">Sign with a new key from now on</button></form>
</main>`,
  );
}

export function signedOutPage(): Markup {
  return page(
    'Signed out',
    html`<main class="single"><h1>You are signed out</h1><p><a href="/staff/">To the desk</a></p></main>`,
  );
}

export function shopAwayPage(): Markup {
  return page(
    'The shop is away',
    html`<main class="single"><h1>The shop does not answer</h1><p>The sign-in is here; what stands behind it is not.</p></main>`,
  );
}

export function nothingPage(): Markup {
  return page(
    'Not found',
    html`<main class="single"><h1>Not found</h1><p>The sign-in has nothing at this address.</p></main>`,
  );
}
