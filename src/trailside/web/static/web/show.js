// A tick below each password shows what was typed, for as long as one wants to see it. It is sent nowhere.
const WORDS = { en: "Show what I type", es: "Mostrar lo que escribo" };

for (const field of document.querySelectorAll("input[type=password][data-show]")) {
  const tick = Object.assign(document.createElement("input"), {
    type: "checkbox",
    id: `${field.id}-show`,
    className: "govuk-checkboxes__input",
    autocomplete: "off",
  });
  const label = Object.assign(document.createElement("label"), {
    htmlFor: tick.id,
    className: "govuk-label govuk-checkboxes__label",
    textContent: WORDS[document.documentElement.lang] ?? WORDS.en,
  });
  const item = Object.assign(document.createElement("div"), { className: "govuk-checkboxes__item" });
  const whole = Object.assign(document.createElement("div"), {
    className: "govuk-checkboxes govuk-checkboxes--small",
  });
  tick.addEventListener("change", () => {
    field.type = tick.checked ? "text" : "password";
  });
  // Sent as a password in any case, so that no browser offers to remember it as a word.
  field.form.addEventListener("submit", () => {
    field.type = "password";
  });
  item.append(tick, label);
  whole.append(item);
  field.after(whole);
}
