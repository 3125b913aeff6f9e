// The code of a card stands behind the # of its address. No server ever sees that part; here it goes into the form.
const field = document.querySelector("[data-code]");
const code = decodeURIComponent(location.hash.slice(1));
if (field && /^[A-Za-z0-9 -]{8,60}$/.test(code)) {
  field.value = code.replace(/[^A-Za-z0-9]/g, "").toUpperCase().replace(/^(.{4})(.{4})(.+)$/, "$1-$2-$3");
  history.replaceState(null, "", location.pathname + location.search);
  document.querySelector("[name=pin]")?.focus();
}
