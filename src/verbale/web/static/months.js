// The time line: claims by the month in which what they tell began, to scale; a stretch is chosen by dragging, or with the arrow keys.
const UNITS = [1, 12, 120]; // months of a bar: as many bars as a narrow screen can show
const MOST = 120;
const index = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const year = (at) => String(Math.floor(at / 12)).padStart(4, "0");
const month = (at) => `${year(at)}-${String((at % 12) + 1).padStart(2, "0")}`;
const lastDay = (at) => `${month(at)}-${new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).getUTCDate()}`;

function binned(months) { // every stretch from the first to the last, those without a claim too
  if (!months.length) return [];
  const first = index(months[0][0]), last = index(months.at(-1)[0]);
  const unit = UNITS.find((size) => (last - first) / size < MOST) ?? UNITS.at(-1);
  const start = first - (first % unit);
  const bins = Array.from({ length: Math.floor((last - start) / unit) + 1 }, (_, n) => {
    const from = start + n * unit, to = from + unit - 1;
    const name = unit === 1 ? month(from) : unit === 12 ? year(from) : `${year(from)} to ${year(to)}`;
    return { name, first: `${month(from)}-01`, last: lastDay(to), claims: 0 };
  });
  for (const [told, claims] of months) bins[Math.floor((index(told) - start) / unit)].claims += claims;
  return bins;
}

// Draws the bars into `holder` and their names into `scale`; `chosen` is called with the first and last bar of a stretch, or with nothing for all.
export function timeLine(holder, scale, months, chosen) {
  const bins = binned(months);
  const top = Math.max(1, ...bins.map((bin) => bin.claims));
  let from = 0, to = bins.length - 1, anchor = 0, pressed = null;
  const bars = bins.map((bin, n) => {
    const bar = document.createElement("button");
    const words = `${bin.name}: ${bin.claims} ${bin.claims === 1 ? "claim" : "claims"}`;
    Object.assign(bar, { type: "button", title: words, tabIndex: n ? -1 : 0 });
    bar.setAttribute("aria-label", words);
    bar.dataset.n = n;
    bar.style.setProperty("--height", bin.claims ? `${Math.max(3, (100 * bin.claims) / top)}%` : "0");
    return bar;
  });
  holder.replaceChildren(...bars);
  const every = Math.max(1, Math.ceil(bins.length / Math.max(2, Math.floor(holder.clientWidth / 90))));
  scale.replaceChildren(...bins.flatMap((bin, n) => {
    if (n % every) return [];
    const label = document.createElement("span");
    label.textContent = bin.name.split(" ")[0];
    label.style.insetInlineStart = `${(100 * n) / bins.length}%`;
    return [label];
  }));

  function select(one, other) {
    const all = one === null;
    [from, to] = all ? [0, bins.length - 1] : [Math.min(one, other), Math.max(one, other)];
    bars.forEach((bar, n) => { bar.classList.toggle("out", n < from || n > to); bar.setAttribute("aria-pressed", String(!all && n >= from && n <= to)); });
    if (all) chosen(null, null);
    else chosen(bins[from], bins[to]);
  }
  function focus(n) {
    bars.forEach((bar, at) => { bar.tabIndex = at === n ? 0 : -1; });
    bars[n].focus();
  }
  const under = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("#months [data-n]")?.dataset.n;
  holder.addEventListener("pointerdown", (event) => { pressed = event.target.closest("[data-n]")?.dataset.n ?? null; });
  holder.addEventListener("pointerup", (event) => {
    const last = under(event) ?? pressed;
    if (pressed !== null) { anchor = Number(pressed); select(anchor, Number(last)); }
    pressed = null;
  });
  holder.addEventListener("keydown", (event) => {
    const at = Number(event.target.dataset.n);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bins.length - 1 }[event.key];
    if (next !== undefined && bars[next]) {
      focus(next);
      if (event.shiftKey) select(anchor, next);
      else anchor = next;
    } else if (event.key === "Enter" || event.key === " ") { anchor = at; select(at, at); }
    else if (event.key === "Escape") select(null);
    else return;
    event.preventDefault();
  });
  return () => select(null);
}
