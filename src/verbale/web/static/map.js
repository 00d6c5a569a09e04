// The map and the months of everything selected; what has no place or no day is listed beside them.
import { Map as Globe, NavigationControl, ScaleControl, setWorkerUrl } from "/static/vendor/maplibre-gl.mjs";

setWorkerUrl("/static/vendor/maplibre-gl-worker.mjs");
const frame = document.querySelector(".mapping");
const beside = document.getElementById("beside");
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const found = await (await fetch(`/api${frame.dataset.spots}`)).json();
let from = "", to = "9999";

const link = (changes) => {
  const address = new URL(frame.dataset.claims, location.href);
  for (const [name, value] of Object.entries(changes)) if (value) address.searchParams.set(name, value);
  return address.pathname + address.search;
};
const node = (name, words, attributes = {}) => Object.assign(document.createElement(name), { textContent: words ?? "", ...attributes });

function tell() {
  const inside = found.spots.filter((spot) => !spot.first || (spot.first.slice(0, 7) <= to && (spot.last || spot.first).slice(0, 7) >= from));
  const list = node("ul", "", { className: "plain" });
  for (const spot of [...inside].sort((a, b) => b.claims - a.claims).slice(0, 60)) {
    const line = node("li");
    line.append(node("a", spot.name, { href: link({ place: spot.name, ...days() }) }), ` ${spot.claims} ${spot.claims === 1 ? "claim" : "claims"}`, node("span", ` ${spot.radius_km ? `within ${Math.round(spot.radius_km)} km` : "how exactly is not told"}; ${spot.method}`, { className: "small" }));
    list.append(line);
  }
  const without = node("p", `${found.without_place} claims tell no place, ${found.without_day} no day: they are on no map and no time line, and are in the `);
  without.append(node("a", "list of claims", { href: link({}) }), ".");
  const unplaced = node("details");
  unplaced.append(node("summary", `${found.unplaced.length} places named that nothing here places`));
  const names = node("ul", "", { className: "plain" });
  for (const [name, claims] of found.unplaced.slice(0, 300)) {
    const line = node("li");
    line.append(node("a", name, { href: link({ place: name.replace(/ \(.*/, "") }) }), ` ${claims}`);
    names.append(line);
  }
  unplaced.append(names);
  beside.replaceChildren(node("h2", `${inside.length} places`), list, without, unplaced);
  return inside;
}
const days = () => (from ? { first: `${from}-01`, last: `${to}-28` } : {});

// -- months -----------------------------------------------------------------------------------------------------------
const holder = document.getElementById("months");
const top = Math.max(1, ...found.months.map(([, claims]) => claims));
const bars = found.months.map(([month, claims]) => {
  const bar = node("button", "", { type: "button", title: `${month}: ${claims} claims` });
  bar.setAttribute("aria-label", `${month}: ${claims} claims; select this month`);
  bar.style.height = `${Math.max(3, (100 * claims) / top)}%`;
  bar.dataset.month = month;
  holder.append(bar);
  return bar;
});
let pressed = null;
function select(one, other) {
  [from, to] = one === null ? ["", "9999"] : [one, other].sort();
  bars.forEach((bar) => bar.classList.toggle("out", bar.dataset.month < from || bar.dataset.month > to));
  draw();
}
holder.addEventListener("pointerdown", (event) => { pressed = event.target.dataset.month ?? null; });
holder.addEventListener("pointerup", (event) => {
  const last = document.elementFromPoint(event.clientX, event.clientY)?.dataset?.month;
  if (pressed && last) select(pressed, last);
});
holder.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); select(event.target.dataset.month, event.target.dataset.month); } });
document.getElementById("all-months").addEventListener("click", () => select(null));

// -- map --------------------------------------------------------------------------------------------------------------
function area(spot) { // a circle on the ground, as a polygon
  const radius = Math.max(spot.radius_km || 2, 1) / 111.2;
  const shrink = Math.max(Math.cos((spot.lat * Math.PI) / 180), 0.05);
  const ring = Array.from({ length: 33 }, (_, n) => [spot.lon + (radius / shrink) * Math.cos((n * Math.PI) / 16), spot.lat + radius * Math.sin((n * Math.PI) / 16)]);
  return { type: "Feature", properties: { name: spot.name, claims: spot.claims }, geometry: { type: "Polygon", coordinates: [ring] } };
}
const features = (spots, shape) => ({ type: "FeatureCollection", features: spots.map(shape) });
const point = (spot) => ({ type: "Feature", properties: { name: spot.name, claims: spot.claims }, geometry: { type: "Point", coordinates: [spot.lon, spot.lat] } });
let map = null;
function draw() {
  const inside = tell();
  map?.getSource("areas")?.setData(features(inside, area));
  map?.getSource("points")?.setData(features(inside, point));
  return inside;
}
const inside = draw();

function canDraw() {
  try { return Boolean(document.createElement("canvas").getContext("webgl2")); } catch { return false; }
}
if (canDraw()) {
  const unrolled = (shape) => { // rings without leaps over the antimeridian
    for (const feature of shape.features ?? [shape]) for (const polygon of feature.geometry.coordinates) polygon.forEach((ring, n) => {
      if (ring.some((point, m) => m && Math.abs(point[0] - ring[m - 1][0]) > 180)) polygon[n] = ring.map(([lon, lat]) => [lon < 0 ? lon + 360 : lon, lat]);
    });
    return shape;
  };
  const land = await (await fetch("/static/vendor/land-50m.json")).json();
  map = new Globe({
    container: "map", attributionControl: false, maxZoom: 12, validateStyle: false,
    style: {
      version: 8,
      sources: {
        land: { type: "geojson", data: unrolled(topojson.feature(land, land.objects.land)) },
        areas: { type: "geojson", data: features(inside, area) },
        points: { type: "geojson", data: features(inside, point) },
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
  if (inside.length) {
    const lons = inside.map((s) => s.lon), lats = inside.map((s) => s.lat);
    map.fitBounds([[Math.min(...lons) - 0.5, Math.min(...lats) - 0.5], [Math.max(...lons) + 0.5, Math.max(...lats) + 0.5]], { padding: 40, maxZoom: 8, animate: false });
  }
  for (const layer of ["areas", "points"]) {
    map.on("click", layer, (event) => { location.href = link({ place: event.features[0].properties.name, ...days() }); });
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
