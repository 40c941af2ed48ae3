// Writes the shapes of the world that the map draws, once for each build: target/web/world.json.
//
// world-atlas has Natural Earth's shapes (public domain) stitched together across the antimeridian, which a flat map draws as lines
// over the whole world. d3-geo cuts them there: an equirectangular plane of one unit a degree is in degrees again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoEquirectangular, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';

/** A hundredth of a degree is a kilometre: finer than these shapes are. */
const DECIMALS = 2;
const rounded = degrees => Number(degrees.toFixed(DECIMALS));
const plane = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0);

/** The rings of a shape after it was cut, in degrees. */
function rings(geometry) {
  const all = [];
  const pen = {
    beginPath() {},
    moveTo: (x, y) => all.push([[rounded(x), rounded(-y)]]),
    lineTo(x, y) {
      const ring = all[all.length - 1];
      const [east, north] = [rounded(x), rounded(-y)];
      const [lastEast, lastNorth] = ring[ring.length - 1];
      if (east !== lastEast || north !== lastNorth) {
        ring.push([east, north]);
      }
    },
    closePath() {
      const ring = all[all.length - 1];
      ring.push(ring[0]);
    },
    arc() {},
  };
  geoPath(plane, pen)(geometry);
  return all.filter(ring => ring.length > 3);
}

/** Twice the area, positive if counterclockwise. */
const area = ring => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);

function contains(ring, [x, y]) {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
      inside = !inside;
    }
  }
  return inside;
}

/** On the sphere exteriors run clockwise and holes against it. */
function polygons(geometry) {
  const all = rings(geometry);
  const exteriors = all.filter(ring => area(ring) < 0).map(ring => [ring]);
  all.filter(ring => area(ring) > 0).forEach(hole => exteriors.find(([exterior]) => contains(exterior, hole[0]))?.push(hole));
  return exteriors;
}

const at = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
const atlas = JSON.parse(readFileSync(at, 'utf8'));
const countries = feature(atlas, atlas.objects.countries).features.map(country => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'MultiPolygon', coordinates: polygons(country.geometry) },
}));
const across = countries.flatMap(country => country.geometry.coordinates.flat()).filter(ring => ring.some(([x], i) => i > 0 && Math.abs(x - ring[i - 1][0]) > 180));
if (countries.length < 200 || across.length > 0) {
  throw new Error(`expected the world cut at the antimeridian, found ${countries.length} countries and ${across.length} rings across`);
}
const target = new URL('./target/web/', import.meta.url);
mkdirSync(target, { recursive: true });
writeFileSync(new URL('world.json', target), JSON.stringify({ type: 'FeatureCollection', features: countries }));
