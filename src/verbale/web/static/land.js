// Land as it is drawn on a map that goes round: no line of it leaps from one edge of the world to the other.
export function unrolled(shape) {
  for (const feature of shape.features ?? [shape]) for (const polygon of feature.geometry.coordinates) polygon.forEach((ring, n) => { polygon[n] = steps(ring); });
  return shape;
}

function steps(ring) { // each point on the side of the antimeridian on which the one before lies; then the whole where most of the world has it
  let turn = 0;
  const made = ring.map(([lon, lat], n) => {
    if (n) turn -= 360 * Math.round((lon - ring[n - 1][0]) / 360);
    return [lon + turn, lat];
  });
  const lons = made.map(([lon]) => lon);
  const middle = (lons.reduce((a, b) => Math.min(a, b)) + lons.reduce((a, b) => Math.max(a, b))) / 2;
  const back = 360 * Math.round(middle / 360);
  return back ? made.map(([lon, lat]) => [lon - back, lat]) : made;
}
