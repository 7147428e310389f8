// Conveniences only: every page works without this file.
'use strict';
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
    button.setAttribute('aria-label', button.textContent + ' ✓');
  });
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
// A second click would send the same code again, and a code is taken once.
for (const form of document.forms) {
  form.addEventListener('submit', () => {
    for (const button of form.querySelectorAll('button[type=submit]')) {
      if (!button.name) setTimeout(() => { button.disabled = true; });
    }
  });
}
window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const button of document.querySelectorAll('button[type=submit]')) button.disabled = false;
});
