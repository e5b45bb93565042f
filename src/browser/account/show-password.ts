/** The button beside a password shows what is typed, and hides it again: it is called what it does next. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-show-password]')) {
  const input = button.parentElement?.querySelector('input');
  if (!input) continue;
  const whenHidden = button.ariaLabel;
  const whenShown = button.dataset.whenShown ?? '';
  const show = (shows: boolean) => {
    input.type = shows ? 'text' : 'password';
    button.ariaLabel = shows ? whenShown : whenHidden;
    for (const [place, words] of [...button.children].entries())
      words.toggleAttribute('hidden', shows === (place === 0));
  };
  button.addEventListener('click', () => show(input.type === 'password'));
  // Sent or left: it doesn't stay readable on the screen.
  input.form?.addEventListener('submit', () => show(false));
}
