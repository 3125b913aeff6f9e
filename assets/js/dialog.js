// A link with data-dialog="id" opens that dialog; without script the link leads to a page with the same step.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("a[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.closest?.("[data-close]")) {
    event.target.closest("dialog")?.close();
  }
});
