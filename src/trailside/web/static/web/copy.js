// A button that copies the link, where the browser can.
const link = document.querySelector("[data-copy]");
const button = document.querySelector("[data-copy-button]");
if (link && button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.value);
    link.select();
  });
}
