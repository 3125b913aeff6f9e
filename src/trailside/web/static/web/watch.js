// Who looked, while one watches: when a line is added, this page is asked for again and the line appears.
// The stream carries no words. Without script the next page shows the same lines.
const place = document.querySelector("[data-live]");
const A_MOMENT = 900; // ms: the eyes have found the list before the first line arrives
let stream, asked;

const lines = (inside) => [...inside.querySelectorAll("[data-line]")];

function show(now) {
  const list = place.querySelector("ul");
  if (!list || !now.querySelector("ul")) {
    if (now.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...now.childNodes);
    return;
  }
  const before = new Map(lines(place).map((line) => [line.dataset.line, line]));
  const wanted = lines(now).map((line) => {
    const known = before.get(line.dataset.line);
    if (!known) line.querySelector("[data-new]").hidden = false;
    return known ?? line;
  });
  for (const line of before.values()) if (!wanted.includes(line)) line.remove();
  wanted.forEach((line, at) => { if (list.children[at] !== line) list.insertBefore(line, list.children[at] ?? null); });
  const [said, says] = [place, now].map((one) => one.querySelector("[data-sum]"));
  if (said && says && said.textContent !== says.textContent) said.textContent = says.textContent;
}

async function again() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return leave();
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
    if (now) show(now);
  } catch {
    // no signal: the stream comes back by itself and says "open"
  }
}

function soon(event) {
  if (!(event instanceof MessageEvent)) return; // the browser's own "open"
  clearTimeout(asked);
  asked = setTimeout(again, event.type === "open" ? A_MOMENT : 100);
}

function leave() {
  clearTimeout(asked);
  stream?.close();
  stream = undefined;
}

function watch() {
  if (document.hidden) return leave();
  if (stream) return;
  stream = new EventSource(place.dataset.live);
  stream.addEventListener("open", soon);
  stream.addEventListener("line", soon);
}

if (place && window.EventSource) {
  document.addEventListener("visibilitychange", watch);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", watch);
  watch();
}
