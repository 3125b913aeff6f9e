// Passkeys, where the browser has them and the address is safe enough (https, or this very machine).
const able = window.isSecureContext && window.PublicKeyCredential?.parseRequestOptionsFromJSON;

const made = {
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  create: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
};

async function ask(form) {
  const answer = await fetch(form.dataset.options, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
  if (!answer.ok) return;
  // Asked once more first: to that page, and back here.
  if (answer.redirected) {
    location.assign(answer.url);
    return;
  }
  const options = await answer.json();
  const credential = await made[form.dataset.passkey](options.publicKey ?? options);
  form.elements.credential.value = JSON.stringify(credential.toJSON());
  for (const name of ["stay", "shared"]) {
    const tick = document.querySelector(`[type=checkbox][name=${name}]`);
    if (!tick?.checked) continue;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: "on" }));
  }
  form.submit();
}

if (able) {
  for (const part of document.querySelectorAll("[data-passkey-section]")) part.hidden = false;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // The person said no, or the phone has none: nothing to say, the other way is on the page.
      ask(form).catch(() => {});
    });
  }
}
