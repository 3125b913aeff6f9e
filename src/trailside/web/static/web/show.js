// A button beside each password shows what was typed, for as long as one wants to see it.
const SHOW = { en: "Show what I type", es: "Mostrar lo que escribo" };
const HIDE = { en: "Hide it", es: "Ocultarlo" };
const language = document.documentElement.lang === "es" ? "es" : "en";

for (const field of document.querySelectorAll("input[type=password][data-show]")) {
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "govuk-button govuk-button--secondary",
    textContent: SHOW[language],
  });
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = (shown ? SHOW : HIDE)[language];
    field.focus();
  });
  // Sent as a password in any case, so that no browser offers to remember it as a word.
  field.form.addEventListener("submit", () => {
    field.type = "password";
  });
  field.after(button);
}
