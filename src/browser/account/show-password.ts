/** The button beside a password shows what is typed, and hides it again. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-show-password]')) {
  const input = button.parentElement?.querySelector('input');
  if (!input) continue;
  button.addEventListener('click', () => {
    const shows = input.type === 'password';
    input.type = shows ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shows));
  });
  // Sent or left: it doesn't stay readable on the screen.
  input.form?.addEventListener('submit', () => {
    input.type = 'password';
    button.setAttribute('aria-pressed', 'false');
  });
}
