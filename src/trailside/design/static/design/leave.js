// Leave quickly: with script, this page is replaced in the history, so that "back" does not bring it up again.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-leave]");
  if (!link) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  window.location.replace(link.href);
});
