// Makes ../world.bin.gz from Natural Earth: node generate.mjs [FILE].
//
// Countries of 1:50m, and those that only 1:10m has, are cut where the map ends, in
// the Bering Strait, projected (Equal Earth, 11 degrees east in the middle) and laid
// on a grid of whole numbers. Lines are kept once for the two countries that share
// them, so that neighbours stay neighbours however a viewer simplifies them.
import {readFileSync, writeFileSync} from "node:fs";
import {gzipSync} from "node:zlib";
import {createRequire} from "node:module";
import {geoEqualEarth, geoStream} from "d3-geo";
import {feature} from "topojson-client";
import {topology} from "topojson-server";

const wide = 32768;        // units of the grid from edge to edge; one is 1.2 km at the equator
const middle = 11;         // degrees east
const smallest = 8;        // square units; a smaller part goes, unless it is the largest of its country
const tolerance = 0.62;    // units that a line may move
const home = 0.2;          // parts of so much of the largest belong to where a country is looked for
const finer = ["798", "292"]; // Tuvalu and Gibraltar are not in 1:50m
const antarctica = "010";

const require = createRequire(import.meta.url);
const here = name => new URL(name, import.meta.url);
const world = scale => {
  const w = require(`world-atlas/countries-${scale}.json`);
  return feature(w, w.objects.countries).features;
};

// table has number and name of each country that has a code.
const table = readFileSync(here("../../country/countries.tsv"), "utf8").split("\n").filter(l => l && l[0] !== "#").map(l => l.split("\t"));
const features = [...world("50m"), ...world("10m").filter(f => finer.includes(f.id))].filter(f => f.id !== antarctica);

// Equal Earth reaches 2.7066 to both sides of the middle at a scale of 1.
const edge = 2 * Math.sqrt(3) * Math.PI / (3 * 1.340264);
const projection = geoEqualEarth().rotate([-middle, 0]).precision(0).scale(wide / (2 * edge)).translate([wide / 2, 0]);
const top = projection([middle, 90])[1];
projection.translate([wide / 2, -top]);
const high = Math.ceil(projection([middle, -90])[1]);

const area = ring => ring.reduce((sum, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length];
  return sum + x * v - u * y;
}, 0) / 2;

// rings gives the closed rings of a shape on the grid.
function rings(geometry) {
  const list = [];
  let ring;
  geoStream(geometry, projection.stream({
    polygonStart() {}, polygonEnd() {}, sphere() {},
    lineStart() { ring = []; },
    point(x, y) {
      const p = [Math.round(x), Math.round(y)], last = ring.at(-1);
      if (!last || last[0] !== p[0] || last[1] !== p[1]) ring.push(p);
    },
    lineEnd() {
      while (ring.length > 1 && ring[0][0] === ring.at(-1)[0] && ring[0][1] === ring.at(-1)[1]) ring.pop();
      if (ring.length > 2 && area(ring) !== 0) list.push(ring);
    },
  }));
  return list;
}

// dots stand for what is too small for the grid: a square round its middle.
function dot(geometry) {
  let n = 0, sx = 0, sy = 0;
  geoStream(geometry, projection.stream({polygonStart() {}, polygonEnd() {}, sphere() {}, lineStart() {}, lineEnd() {}, point(x, y) { n++; sx += x; sy += y; }}));
  const x = Math.round(sx / n), y = Math.round(sy / n);
  return [[x - 1, y - 1], [x + 1, y - 1], [x + 1, y + 1], [x - 1, y + 1]];
}

// shape gives the parts of a country that are kept.
function shape(list) {
  const all = list.flatMap(f => rings(f.geometry));
  if (!all.length) return [dot(list[0].geometry)];
  const most = Math.max(...all.map(r => Math.abs(area(r))));
  return all.filter(r => Math.abs(area(r)) >= Math.min(smallest, most));
}

// A row of the table finds its shape by number; Kosovo has none in Natural Earth.
const coded = table.map(([alpha2, , number, name]) => {
  const list = features.filter(f => number === "-" ? f.properties.name === name : f.id === number);
  if (!list.length) throw new Error(`${alpha2} has no shape`);
  return list;
});
const used = new Set(coded.flat());
const shapes = [...coded, ...features.filter(f => !used.has(f)).map(f => [f])].map(shape);

// Holes are told by their turn: the outside of a polygon and its holes turn opposite ways.
const outward = Math.sign(area(shapes[table.findIndex(r => r[0] === "FR")].toSorted((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0]));
const objects = {};
shapes.forEach((list, i) => { objects[i] = {type: "MultiLineString", coordinates: list.map(r => [...r, r[0]])}; });
// Rings are given as polygons of one ring each, so that the cutter knows that they close.
Object.keys(objects).forEach(i => { objects[i] = {type: "MultiPolygon", coordinates: objects[i].coordinates.map(r => [r])}; });
const cut = topology(objects);

// simplify drops points that lie nearer than the tolerance to the line without them.
function simplify(line) {
  const keep = new Uint8Array(line.length);
  const stack = [[0, line.length - 1]];
  keep[0] = keep[line.length - 1] = 1;
  while (stack.length) {
    const [a, b] = stack.pop();
    let far = -1, most = tolerance * tolerance;
    for (let i = a + 1; i < b; i++) {
      const d = away(line[i], line[a], line[b]);
      if (d > most) [far, most] = [i, d];
    }
    if (far < 0) continue;
    keep[far] = 1;
    stack.push([a, far], [far, b]);
  }
  return line.filter((_, i) => keep[i]);
}

// away is the squared distance of a point from a stretch.
function away([x, y], [ax, ay], [bx, by]) {
  const dx = bx - ax, dy = by - ay, len = dx * dx + dy * dy;
  const t = len ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / len)) : 0;
  const u = x - ax - t * dx, v = y - ay - t * dy;
  return u * u + v * v;
}

const closed = l => l[0][0] === l.at(-1)[0] && l[0][1] === l.at(-1)[1];
const arcs = cut.arcs.map(line => {
  const s = simplify(line);
  return closed(line) && s.length < 4 ? line : s;
});
const points = refs => refs.flatMap(a => (a < 0 ? arcs[~a].toReversed() : arcs[a]).slice(0, -1));

// within says whether a place lies in a ring, by crossings.
function within(ring, x, y) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i], [bx, by] = ring[j];
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

// anchor is the place of a country that lies farthest from its edges, holes too.
function anchor(list) {
  const edges = list.flatMap(r => r.map((p, i) => [p, r[(i + 1) % r.length]]));
  const [x0, y0, x1, y1] = box([list[0]]);
  let best = [(x0 + x1) / 2, (y0 + y1) / 2], depth = -1, cx = best[0], cy = best[1];
  for (let w = (x1 - x0) / 2, h = (y1 - y0) / 2; Math.max(w, h) > 0.2; w /= 3, h /= 3) {
    for (let i = -8; i <= 8; i++) for (let j = -8; j <= 8; j++) {
      const x = cx + w * i / 8, y = cy + h * j / 8;
      if (!within(list[0], x, y)) continue;
      let d = Infinity;
      for (const [a, b] of edges) if ((d = Math.min(d, away([x, y], a, b))) <= depth) break;
      if (d > depth) [best, depth] = [[x, y], d];
    }
    [cx, cy] = best;
  }
  return best.map(Math.round);
}
function box(list) {
  const all = list.flat();
  return [Math.min(...all.map(p => p[0])), Math.min(...all.map(p => p[1])), Math.max(...all.map(p => p[0])), Math.max(...all.map(p => p[1]))];
}

// The file is a list of varints, those with a sign in zigzag.
const out = [...Buffer.from("ATLAS1")];
const uint = v => { for (; v > 127; v = Math.floor(v / 128)) out.push(v % 128 + 128); out.push(v); };
const int = v => uint(v < 0 ? -2 * v - 1 : 2 * v);

uint(wide); uint(high);
uint(arcs.length);
let px = 0, py = 0;
for (const line of arcs) {
  uint(line.length);
  for (const [x, y] of line) { int(x - px); int(y - py); [px, py] = [x, y]; }
}
uint(shapes.length);
shapes.forEach((_, i) => {
  const refs = cut.objects[i].arcs.map(polygon => polygon[0]).map(r => ({refs: r, ring: points(r)})).filter(r => r.ring.length > 2);
  if (!refs.length) throw new Error(`shape ${i} vanished`);
  const isHole = r => Math.sign(area(r.ring)) !== outward;
  refs.sort((a, b) => Math.abs(area(b.ring)) - Math.abs(area(a.ring)));
  const outer = refs.filter(r => !isHole(r)).map(r => r.ring);
  const at = anchor([outer[0], ...refs.filter(isHole).map(r => r.ring)]);
  const near = outer.filter(r => Math.abs(area(r)) >= home * Math.abs(area(outer[0])));
  at.forEach(int);
  box(near).forEach(int);
  uint(refs.length);
  for (const r of refs) { uint(2 * r.refs.length + (isHole(r) ? 1 : 0)); r.refs.forEach(int); }
});
const raw = Buffer.from(out), gz = gzipSync(raw, {level: 9});
gz[9] = 255; // the system it was made on is nobody's business
const file = process.argv[2] ?? here("../world.bin.gz");
writeFileSync(file, gz);
console.log(`${shapes.length} shapes, ${arcs.length} lines, ${arcs.reduce((n, l) => n + l.length, 0)} points, ${raw.length} bytes, ${gz.length} packed`);
