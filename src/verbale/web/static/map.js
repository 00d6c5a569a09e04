// The map and the months of everything selected; what has no place or no day is listed beside them.
import { Map as Globe, NavigationControl, ScaleControl, setWorkerUrl } from "/static/vendor/maplibre-gl.mjs";
import { unrolled } from "/static/land.js";
import { timeLine } from "/static/months.js";

setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
const frame = document.querySelector(".mapping");
const beside = document.getElementById("beside");
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const ask = async (days) => (await fetch(`/api${address(frame.dataset.spots, days)}`)).json();
const whole = new URL(frame.dataset.spots, location.href).searchParams;
let days = {}; // of the stretch chosen on the time line

function address(path, changes) {
  const made = new URL(path, location.href);
  for (const [name, value] of Object.entries(changes)) if (value) made.searchParams.set(name, value);
  return made.pathname + made.search;
}
const link = (changes) => address(frame.dataset.claims, { ...days, ...changes });
const node = (name, words, attributes = {}) => Object.assign(document.createElement(name), { textContent: words ?? "", ...attributes });
const CAP = 10000; // the server counts no further
const number = (count) => (count >= CAP ? "10,000+" : count.toLocaleString("en"));
const claims = (count) => `${count.toLocaleString("en")} ${count === 1 ? "claim" : "claims"}`;
const PLACES = 60, NAMES = 300;

function listed(entries, most, line) { // the first of a list, and how many are not shown
  const list = node("ul", "", { className: "plain" });
  list.append(...entries.slice(0, most).map((entry) => { const item = node("li"); item.append(...line(entry)); return item; }));
  if (entries.length > most) list.append(node("li", `and ${(entries.length - most).toLocaleString("en")} more, each with fewer claims or as many`, { className: "small" }));
  return list;
}
function tell(found) {
  const spots = [...found.spots].sort((a, b) => b.claims - a.claims);
  const list = listed(spots, PLACES, (spot) => [
    node("a", spot.name, { href: link({ place: spot.name }) }), ` ${claims(spot.claims)} `,
    node("span", `${spot.radius_km ? `within ${Math.round(spot.radius_km)} km` : "how exactly is not told"}; ${spot.method}`, { className: "small" }),
  ]);
  const without = node("p", `${number(found.without_place)} claims tell no place${days.first ? " in these days" : ""}, ${number(all.without_day)} no day: they are on no map and no time line, and are in the `);
  without.append(node("a", "list of claims", { href: address(frame.dataset.claims, {}) }), ".");
  const unplaced = node("details");
  unplaced.append(node("summary", `${found.unplaced.length.toLocaleString("en")} places named that nothing here places`));
  unplaced.append(listed(found.unplaced, NAMES, ([name, count]) => [node("a", name, { href: link({ place: name.replace(/ \(.*/, "") }) }), ` ${claims(count)}`]));
  beside.replaceChildren(node("h2", `${spots.length.toLocaleString("en")} places`), list, without, unplaced);
}

// -- time line --------------------------------------------------------------------------------------------------------
const all = await ask({});
let found = all, asked = 0, map = null;
const told = document.getElementById("chosen");
async function choose(first, last) { // the days chosen, within those asked for from the start
  const later = (one, other) => (one > other ? one : other), earlier = (one, other) => (one < other ? one : other);
  days = first ? { first: later(first.first, whole.get("first") ?? ""), last: earlier(last.last, whole.get("last") ?? "9999") } : {};
  const mine = ++asked;
  beside.setAttribute("aria-busy", "true");
  const answer = first ? await ask(days) : all;
  if (mine !== asked) return; // another stretch was chosen since
  found = answer;
  told.textContent = first ? `${days.first} to ${days.last}: ${claims(found.total)}. ` : "";
  draw();
  beside.removeAttribute("aria-busy");
}
const again = timeLine(document.getElementById("months"), document.getElementById("scale"), all.months, choose);
document.getElementById("all-months").addEventListener("click", again);

// -- map --------------------------------------------------------------------------------------------------------------
function area(spot) { // a circle on the ground, as a polygon
  const radius = Math.max(spot.radius_km || 2, 1) / 111.2;
  const shrink = Math.max(Math.cos((spot.lat * Math.PI) / 180), 0.05);
  const ring = Array.from({ length: 33 }, (_, n) => [spot.lon + (radius / shrink) * Math.cos((n * Math.PI) / 16), spot.lat + radius * Math.sin((n * Math.PI) / 16)]);
  return { type: "Feature", properties: { name: spot.name, claims: spot.claims }, geometry: { type: "Polygon", coordinates: [ring] } };
}
const features = (spots, shape) => ({ type: "FeatureCollection", features: spots.map(shape) });
const point = (spot) => ({ type: "Feature", properties: { name: spot.name, claims: spot.claims }, geometry: { type: "Point", coordinates: [spot.lon, spot.lat] } });
function draw() {
  tell(found);
  map?.getSource("areas")?.setData(features(found.spots, area));
  map?.getSource("points")?.setData(features(found.spots, point));
}
draw();

function canDraw() {
  try { return Boolean(document.createElement("canvas").getContext("webgl2")); } catch { return false; }
}
if (canDraw()) {
  const land = await (await fetch("/static/vendor/land-50m.json")).json();
  map = new Globe({
    container: "map", attributionControl: false, maxZoom: 12, validateStyle: false,
    style: {
      version: 8,
      sources: {
        land: { type: "geojson", data: unrolled(topojson.feature(land, land.objects.land)) },
        areas: { type: "geojson", data: features(found.spots, area) },
        points: { type: "geojson", data: features(found.spots, point) },
      },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": css("--sea") } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": css("--land") } },
        { id: "coast", type: "line", source: "land", paint: { "line-color": "#8a8f94", "line-width": 0.8 } },
        { id: "areas", type: "fill", source: "areas", paint: { "fill-color": "#1f6fb8", "fill-opacity": 0.25, "fill-outline-color": "#1f4e79" } },
        { id: "points", type: "circle", source: "points", maxzoom: 7, paint: { "circle-color": "#1f6fb8", "circle-opacity": 0.55, "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "claims"]], 1, 4, 60, 22] } },
      ],
    },
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  if (all.spots.length) {
    const lons = all.spots.map((s) => s.lon), lats = all.spots.map((s) => s.lat);
    map.fitBounds([[Math.min(...lons) - 0.5, Math.min(...lats) - 0.5], [Math.max(...lons) + 0.5, Math.max(...lats) + 0.5]], { padding: 40, maxZoom: 8, animate: false });
  }
  for (const layer of ["areas", "points"]) {
    map.on("click", layer, (event) => { location.href = link({ place: event.features[0].properties.name }); });
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  document.getElementById("boundaries").addEventListener("change", async (event) => {
    if (event.target.checked && !map.getSource("countries")) {
      const plain = await (await fetch("/static/vendor/countries-50m.json")).json();
      map.addSource("countries", { type: "geojson", data: topojson.mesh(plain, plain.objects.countries, (a, b) => a !== b) });
      map.addLayer({ id: "boundaries", type: "line", source: "countries", paint: { "line-color": "#6a6f76", "line-width": 0.8, "line-dasharray": [3, 2] } }, "areas");
    } else if (map.getLayer("boundaries")) map.setLayoutProperty("boundaries", "visibility", event.target.checked ? "visible" : "none");
  });
  map.on("load", () => { document.getElementById("map").dataset.drawn = "yes"; });
} else {
  document.getElementById("map").textContent = "This browser cannot draw the map. The list below says the same.";
}
