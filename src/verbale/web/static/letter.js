// The reading room: words and values light each other up, boxes on pages, keys for judging, corrections by selecting words.
const room = document.querySelector(".room");
const here = `/letters/${room.dataset.document}`;
const keysOf = (element) => (element.dataset.k || "").split(" ").filter(Boolean);
const marked = () => document.querySelectorAll("[data-k]");

function light(key, from) {
  for (const element of marked()) element.classList.toggle("lit", keysOf(element).includes(key));
  const shown = [...document.querySelectorAll(".paper [data-k]")].find((e) => keysOf(e).includes(key) && e.offsetParent);
  const beside = [...document.querySelectorAll(".beside [data-k]")].find((e) => keysOf(e).includes(key));
  const target = from.closest(".paper") ? beside : shown;
  target?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

const cards = [...document.querySelectorAll(".claim-card")];
let current = -1;
function go(to) {
  if (!cards.length) return;
  current = Math.max(0, Math.min(cards.length - 1, to));
  cards.forEach((card, n) => card.classList.toggle("current", n === current));
  cards[current].focus({ preventScroll: true });
  light(cards[current].dataset.k, cards[current]);
}
const named = cards.findIndex((card) => `#${card.id}` === location.hash);
if (named >= 0) { go(named); cards[named].scrollIntoView({ block: "center" }); }
cards.forEach((card, n) => card.addEventListener("focusin", () => { if (n !== current) { current = n; cards.forEach((c) => c.classList.toggle("current", c === card)); } }));

document.addEventListener("click", (event) => {
  const element = event.target.closest(".paper [data-k], .beside .value");
  if (!element || String(getSelection()).length > 1) return;
  light(keysOf(element)[0], element);
  const at = element.dataset.at ?? document.querySelector(`.text [data-k~="${keysOf(element)[0]}"]`)?.dataset.at;
  const words = element.closest(".paper") ? element : document.querySelector(`.text [data-k~="${keysOf(element)[0]}"]`);
  if (words && at !== undefined && /^\d+$/.test(words.dataset.at || "")) why(words.dataset.at);
});

async function why(at) {
  const answer = await fetch(`/letters/${room.dataset.document}/explain?at=${at}`);
  if (answer.ok) panel.innerHTML = await answer.text();
}
const panel = document.getElementById("why");
panel.addEventListener("click", (event) => { if (event.target.closest(".close")) panel.replaceChildren(); });

// -- words by keyboard: of the words of a panel one is reached by Tab, the arrows go on to its neighbours, Enter shows what was read from them --------
const wordsOf = (panel) => [...panel.querySelectorAll(".box, .m.value, .m.toll, .m.unread, .m.cited, .m.request")];
function reach(word, panel) {
  for (const other of panel.querySelectorAll('[data-k][tabindex="0"]')) { other.tabIndex = -1; other.removeAttribute("role"); }
  word.tabIndex = 0;
  word.setAttribute("role", "button");
  if (word.classList.contains("box")) word.setAttribute("aria-label", document.querySelector(`.text [data-k~="${keysOf(word)[0]}"]`)?.textContent || "words on the page");
}
function reachable(panel) {
  if (!panel) return;
  const first = wordsOf(panel)[0];
  if (first) reach(first, panel);
  panel.addEventListener("keydown", (event) => {
    const word = event.target.closest("[data-k]");
    if (!word || event.ctrlKey || event.metaKey || event.altKey) return;
    const onward = room.dataset.direction === "rtl" ? -1 : 1;
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: onward, ArrowLeft: -onward }[event.key];
    if (step) {
      const words = wordsOf(panel), next = words[words.indexOf(word) + step];
      if (next) { reach(next, panel); next.focus(); }
    } else if (event.key === "Enter" || event.key === " ") word.click();
    else return;
    event.preventDefault();
  });
  panel.addEventListener("click", (event) => { const word = event.target.closest("[data-k]"); if (word?.dataset.k) reach(word, panel); });
}
reachable(document.getElementById("text"));

// -- pages ------------------------------------------------------------------------------------------------------------
const tabs = [...document.querySelectorAll("[role=tab]")];
function show(tab) {
  for (const other of tabs) {
    other.setAttribute("aria-selected", String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls")).hidden = other !== tab;
  }
}
tabs.forEach((tab, n) => {
  tab.addEventListener("click", () => show(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") { const next = tabs[(n + 1) % tabs.length]; show(next); next.focus(); }
  });
});
if (tabs.length) {
  const answer = await fetch(`/api${here}/boxes`);
  const { boxes, sizes } = answer.ok ? await answer.json() : { boxes: [], sizes: [] };
  sizes.forEach(([width, height], n) => { // room for each page before its picture comes: nothing moves under a pointer
    const sheet = document.querySelector(`.sheet[data-page="${n + 1}"]`);
    if (sheet) sheet.style.aspectRatio = `${width} / ${height}`;
  });
  for (const box of boxes) {
    const sheet = document.querySelector(`.sheet[data-page="${box.page}"]`);
    if (!sheet) continue;
    const drawn = document.createElement("div");
    drawn.className = "box";
    drawn.classList.add(box.kind);
    drawn.dataset.k = box.keys.split(" ").reverse().join(" ");
    Object.assign(drawn.style, { left: `${box.left}%`, top: `${box.top}%`, width: `${box.width}%`, height: `${box.height}%` });
    sheet.append(drawn);
  }
  reachable(document.getElementById("pages"));
  if (current >= 0) light(cards[current].dataset.k, cards[current]);
}
const wanted = new Set();
async function layWords(sheet) { // the words of a page over its picture, so that they can be selected there
  if (wanted.has(sheet)) return;
  wanted.add(sheet);
  const answer = await fetch(`/api${here}/words/${sheet.dataset.page}`);
  if (!answer.ok) { wanted.delete(sheet); return; }
  const layer = document.createElement("div");
  layer.className = "words";
  for (const word of (await answer.json()).words) {
    const drawn = document.createElement("span");
    drawn.dataset.at = word.start;
    drawn.textContent = `${word.text} `;
    Object.assign(drawn.style, { left: `${word.left}%`, top: `${word.top}%`, width: `${word.width}%`, height: `${word.height}%` });
    layer.append(drawn);
  }
  sheet.append(layer);
}
const inSight = new IntersectionObserver((seen) => seen.forEach((one) => { if (one.isIntersecting) layWords(one.target); }));
function choosing() { // while a correction is open, words are selected on the pages; else a click on them shows what was read
  const open = document.querySelector(".correct[open]") !== null;
  document.getElementById("pages")?.classList.toggle("choosing", open);
  if (open) document.querySelectorAll("#pages .sheet").forEach((sheet) => inSight.observe(sheet));
}

// -- corrections ------------------------------------------------------------------------------------------------------
const FIELDS = {
  when: [["first", "First day", "date"], ["last", "Last day", "date"]],
  where: [["name", "Place"], ["regions", "Regions, the nearest first, between them a comma"]],
  "alleged perpetrator": [["name", "Party"], ["role", "Role", ["direct", "commands or leads", "supports", "occupies", "held responsible"]]],
  toll: [["number", "Number", "number"], ["upper", "Upper number, of a range", "number"], ["bound", "Bound", ["exact", "about", "at least", "more than", "up to", "fewer than", "range", "most of", "vague"]], ["vague", "Word without a number (dozens, several), with the bound “vague”"], ["group", "Who, as claimed", ["person", "civilian", "combatant", "child", "woman", "woman or child", "mixed"]]],
  value: [["value", "Value"]],
};
let chosen = null;
function fill(form) { // the words selected are the name, or hold the number
  if (!chosen) return;
  for (const input of form.querySelectorAll("[name=value_name], [name=value_value]")) input.value = chosen.words;
  const number = chosen.words.match(/\d[\d,]*/);
  const field = form.querySelector("[name=value_number]");
  if (field && number) field.value = number[0].replaceAll(",", "");
}
function inputs(form) { // what the value is now; only what is changed changes
  const [field, , label] = form.elements.choice.value.split("|");
  const now = JSON.parse(form.elements.choice.selectedOptions[0].dataset.now ?? "{}");
  const kind = field === "tolls" ? "toll" : FIELDS[label] ? label : "value";
  const holder = form.querySelector(".inputs");
  holder.replaceChildren(...FIELDS[kind].map(([name, words, type]) => {
    const line = document.createElement("label");
    const input = document.createElement(Array.isArray(type) ? "select" : "input");
    if (Array.isArray(type)) [...new Set([...type, ...(now[name] ? [now[name]] : [])])].forEach((option) => input.add(new Option(option)));
    else if (type) input.type = type;
    input.name = `value_${name}`;
    if (now[name] !== undefined) input.value = now[name];
    line.append(words, " ", input);
    return line;
  }));
}
document.querySelectorAll(".correct form").forEach((form) => {
  form.elements.choice.addEventListener("change", () => inputs(form));
  inputs(form);
});
function offset(node, at) {
  const element = node.nodeType === 3 ? node.parentElement : node;
  const piece = element.closest("[data-at]");
  if (!piece) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, at);
  return Number(piece.dataset.at) + [...before.toString()].length; // offsets are code points
}
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!document.querySelector(".paper").contains(range.commonAncestorContainer)) return;
  let start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
  const onPage = (node) => (node.nodeType === 3 ? node.parentElement : node).closest(".words [data-at]");
  const first = onPage(range.startContainer), last = onPage(range.endContainer);
  if (first && last) { // the letters of a picture have other widths than those laid over it: whole words are taken
    start = Number(first.dataset.at);
    end = Number(last.dataset.at) + [...last.textContent.trimEnd()].length;
  }
  if (start === null || end === null || end <= start) return;
  chosen = { start, end, words: selection.toString().trim() };
  for (const form of document.querySelectorAll(".correct[open] form")) {
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.querySelector(".selection").textContent = `Read from: “${chosen.words}”`;
    fill(form);
  }
});
document.querySelectorAll(".correct").forEach((details) => details.addEventListener("toggle", choosing));

// -- keys -------------------------------------------------------------------------------------------------------------
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") panel.replaceChildren();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const card = cards[current];
  const open = (name) => { const details = card?.querySelector(`.${name}`); if (details) { details.open = true; details.querySelector("input:not([type=hidden]), select")?.focus(); event.preventDefault(); } };
  if (event.key === "j") go(current + 1);
  else if (event.key === "k") go(current - 1);
  else if (event.key === "a" && card) card.querySelector(".verify")?.requestSubmit();
  else if (event.key === "r") open("reject");
  else if (event.key === "c") open("correct");
  else if (event.key === "u" && card) card.querySelector(".decisions li:last-child .undo")?.requestSubmit();
});
