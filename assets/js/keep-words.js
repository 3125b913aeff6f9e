// Words that someone typed are not lost.
//  * A form sent without signal stays on the page, says so, and is sent once when it can (its once-key makes twice safe).
//  * Changing the language by a link takes the words of the form along.
//  * "Clear my answers" really clears, also answers that came back from the server.
// Nothing is stored anywhere: the words live in the fields of this page and nowhere else.
const PATIENCE = 4000; // ms: how long a sign of life may take
const AGAIN = 15000; // ms: between tries while waiting

const waiting = new Map(); // form -> { button, timer, notice }
const cleared = new WeakSet(); // forms whose next submit event goes through

async function hasSignal() {
  if (navigator.onLine === false) return false;
  const sign = document.querySelector('link[rel="icon"]');
  try {
    const answer = await fetch(sign.href, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok;
  } catch {
    return false;
  }
}

function send(form, button) {
  settle(form);
  cleared.add(form);
  if (button && !button.isConnected) form.append(button);
  form.requestSubmit(button ?? null);
}

function settle(form) {
  const held = waiting.get(form);
  if (!held) return;
  clearInterval(held.timer);
  held.notice.remove();
  waiting.delete(form);
}

// The ledger keeps both times: when it was said here, and when it arrived.
function sayWhen(form) {
  const when = document.createElement("input");
  when.type = "hidden";
  when.name = "said_at";
  when.value = new Date().toISOString();
  form.append(when);
}

function hold(form, button) {
  const held = waiting.get(form);
  if (held) {
    held.button = button;
    return;
  }
  sayWhen(form);
  const notice = document.getElementById("no-signal").content.firstElementChild.cloneNode(true);
  form.append(notice);
  notice.addEventListener("click", (event) => { if (event.target.closest("[data-again]")) tryAgain(form); });
  waiting.set(form, { button, notice, timer: setInterval(() => tryAgain(form), AGAIN) });
  notice.focus();
}

async function tryAgain(form) {
  if (waiting.has(form) && (await hasSignal()) && waiting.has(form)) send(form, waiting.get(form).button);
}

function firstOwnButton(form) {
  return [...form.elements].find((one) => one.type === "submit" && !("enter" in one.dataset) && !("language" in one.dataset));
}

const isOurs = (form) => form.method === "post" && form.elements.once && !form.matches("[hx-post], [data-hx-post]");

document.addEventListener("submit", async (event) => {
  const form = event.target;
  let button = event.submitter;
  if (button && "enter" in button.dataset) {
    event.preventDefault();
    setTimeout(() => form.requestSubmit(firstOwnButton(form) ?? null)); // a form does not submit while it is submitting
    return;
  }
  if (event.defaultPrevented || !isOurs(form) || form.target === "_blank") return;
  if (cleared.delete(form)) return;
  event.preventDefault();
  if (form.dataset.asking) return; // a second tap while the first is being asked about
  form.dataset.asking = "yes";
  const signal = await hasSignal();
  delete form.dataset.asking;
  if (signal) send(form, button);
  else hold(form, button);
});

window.addEventListener("online", () => { for (const form of waiting.keys()) tryAgain(form); });

// --- the language link on a page where several forms might have been begun
function isBegun(form) {
  return [...form.elements].some((one) => (
    (one.type === "checkbox" || one.type === "radio") ? one.checked !== one.defaultChecked
      : (one.tagName === "TEXTAREA" || (one.tagName === "INPUT" && one.type !== "hidden")) && one.value !== one.defaultValue
  ));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-language]");
  if (!link) return;
  const form = [...document.forms].find((one) => isOurs(one) && isBegun(one));
  if (!form) return;
  event.preventDefault();
  const button = document.createElement("button");
  button.hidden = true;
  button.name = link.dataset.wish;
  button.value = link.dataset.language;
  button.formNoValidate = true;
  button.setAttribute("formaction", window.location.href);
  form.append(button);
  form.requestSubmit(button);
});

document.addEventListener("reset", (event) => {
  const form = event.target;
  setTimeout(() => { for (const one of form.querySelectorAll('input[type="radio"]')) one.checked = false; });
});

document.querySelector("form:not([data-still]) [data-errors]")?.focus();
