// A gentle word about words that judge, in the specialist's own sentence only.
// Everything happens in this page: nothing is stored, counted or sent. What stands in quotation marks is someone's own
// and is left alone. One tap keeps the word, one tap ends such hints on this phone.
const OFF = "no-word-hints";
const QUOTED = /"[^"]*"|“[^”]*”|«[^»]*»|‘[^’]*’|„[^“”]*[“”]/gu;
const PATIENCE = 400; // ms after the last key

const isOff = () => { try { return localStorage.getItem(OFF) === "yes"; } catch { return false; } };
const turnOff = () => { try { localStorage.setItem(OFF, "yes"); } catch { /* then only on this page */ } };

const blank = (words) => " ".repeat(words.length);
const whole = (word, how) => {
  const plain = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}-])${plain}(?![\\p{L}\\p{N}-])`, how);
};

export function listed(list) {
  const words = new Map();
  let others;
  for (const one of list.children) {
    if (one.localName === "dt") words.set(one.textContent, (others = []));
    else others.push(one.textContent);
  }
  return words;
}

// The first listed word outside quotation marks: { at, said, others }, or null. Longer ones are tried first.
export function found(text, words, kept) {
  let own = text.replace(QUOTED, blank);
  for (const word of kept) own = own.replace(whole(word, "giu"), blank);
  let first = null;
  for (const [word, others] of words) {
    const at = own.search(whole(word, "iu"));
    if (at < 0 || (first && (first.at < at || (first.at === at && first.word.length >= word.length)))) continue;
    first = { at, word, said: text.slice(at, at + word.length), others };
  }
  return first;
}

function begin(nudge) {
  const field = document.getElementById(nudge.dataset.nudge);
  const words = listed(nudge.querySelector("dl"));
  const kept = new Set();
  let timer, now = null;

  const hide = () => { nudge.hidden = true; now = null; };
  const look = () => {
    const next = found(field.value, words, kept);
    if (!next) return hide();
    if (now && now.word === next.word && now.at === next.at && !nudge.hidden) return undefined;
    now = next;
    nudge.querySelector("mark").textContent = next.said;
    nudge.querySelector("[data-others]").replaceChildren(...next.others.map((other) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "answer";
      button.textContent = other;
      button.addEventListener("click", () => {
        field.setRangeText(other, now.at, now.at + now.said.length, "end");
        field.focus();
        look();
      });
      return button;
    }));
    nudge.hidden = false;
    return undefined;
  };

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, PATIENCE); });
  nudge.querySelector("[data-keep]").addEventListener("click", () => { kept.add(now.word); field.focus(); look(); });
  nudge.querySelector("[data-off]").addEventListener("click", () => {
    turnOff();
    nudge.remove();
    field.focus();
  });
  look();
}

if (typeof document !== "undefined" && !isOff()) for (const nudge of document.querySelectorAll("[data-nudge]")) begin(nudge);
