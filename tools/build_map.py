"""Builds data/map/world.json, the small world map of the package, from Natural Earth's 1:110m countries.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_map.py package/countries-110m.json

Reads TopoJSON (each border once, as an arc), projects and simplifies the arcs before they are joined to outlines, so
that neighbours keep one common border. docs/map.md has the decisions on disputed land.
"""

import csv
import hashlib
import json
import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from onrecord.states import all_states

DATA = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "data" / "map"
SHA256 = "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"
SOURCE = "Natural Earth 4.1.0, 1:110m Admin 0 countries, public domain; by way of world-atlas 2.0.2"
WIDTH = 2000
MERIDIAN = 11.0  # centred here, the map's edge runs through the Bering Strait and cuts no land in two
LEAST_TURN = 3.0  # square units of the triangle at a corner below which the corner is left out
LEAST_LAND = 62.0  # square units, some 20,000 square kilometres; a member with less gets a circle, which is larger
APART = 17.0  # units between the centres of two circles, a little more than they are wide
LEFT_OUT = frozenset({"010"})  # Antarctica, under the Antarctic Treaty
UNNUMBERED = {"Kosovo": "XKX", "N. Cyprus": "CYN", "Somaliland": "SOL"}
TERRITORIES = {"732": "ESH", "238": "FLK", "304": "GRL", "260": "ATF", "630": "PRI", "540": "NCL"}
CRIMEA = "UA-43"  # ISO 3166-2

Point = tuple[float, float]
Ring = list[Point]


def equal_earth(lon: float, lat: float) -> Point:
    """The Equal Earth projection of Šavrič, Patterson and Jenny (2018), on a sphere of radius 1, north upwards."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    at = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    slope = 9 * a4 * at**8 + 7 * a3 * at**6 + 3 * a2 * at**2 + a1
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(at) / (3 * slope)
    return x, at * (a4 * at**8 + a3 * at**6 + a2 * at**2 + a1)


SCALE = WIDTH / (2 * equal_earth(180, 0)[0])
NORTH, SOUTH = equal_earth(0, 83.8)[1], equal_earth(0, -56.0)[1]


def placed(lon: float, lat: float) -> Point:
    """A place in the map's units, x to the right and y down from the north-western corner; lon from the meridian."""
    x, y = equal_earth(lon, lat)
    return WIDTH / 2 + x * SCALE, (NORTH - y) * SCALE


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """Every arc in degrees: TopoJSON holds whole numbers, each the difference from the one before."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: Ring = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def unwrapped(arc: Ring) -> Ring:
    """An arc without jumps of 360 degrees, east of the meridian's antipode: the 180th meridian leaves no seam."""
    out: Ring = []
    for lon, lat in arc:
        lon -= MERIDIAN
        while out and lon - out[-1][0] > 180:
            lon -= 360
        while out and lon - out[-1][0] < -180:
            lon += 360
        out.append((lon, lat))
    middle = sum(p[0] for p in out) / len(out)
    turn = -360 if middle > 180 else 360 if middle < -180 else 0
    return [(lon + turn, lat) for lon, lat in out]


def simplified(arc: Ring) -> Ring:
    """An arc without the corners that enclose next to nothing (Visvalingam and Whyatt 1993); its ends stay."""
    kept, least = list(arc), 8 if arc[0] == arc[-1] else 2
    while len(kept) > least:
        turns = [triangle(*kept[i - 1 : i + 2]) for i in range(1, len(kept) - 1)]
        smallest = min(turns)
        if smallest >= LEAST_TURN:
            break
        del kept[turns.index(smallest) + 1]
    return kept


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring: Sequence[Point]) -> float:
    """The area within a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def joined(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """The ring that runs through the arcs so numbered; a negative number is an arc walked backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def outlines(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    """The rings of every shape by its code, in the map's units."""
    degrees = decoded(topology)
    arcs = [simplified([placed(*p) for p in unwrapped(arc)]) for arc in degrees]
    shapes: dict[str, list[Ring]] = {}
    for one in topology["objects"]["countries"]["geometries"]:
        if one.get("id") in LEFT_OUT:
            continue
        for polygon in one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]:
            code = CRIMEA if is_crimea(joined(polygon[0], degrees)) else code_of(one)
            shapes.setdefault(code, []).extend(joined(ring, arcs) for ring in polygon)
    return with_western_sahara_whole(shapes)


def with_western_sahara_whole(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """The shapes with Western Sahara whole: the source gives Morocco what lies west of the berm.

    The territory's northern border is a parallel, which the projection draws as a straight line, so the land south of
    it can be cut off there and fused with the rest.
    """
    border = min(y for ring in shapes["ESH"] for _, y in ring)
    [morocco] = shapes["MAR"]
    south = cut_off(morocco, border, 1)
    return shapes | {"MAR": [cut_off(morocco, border, -1)], "ESH": fused([south, *shapes["ESH"]])}


def cut_off(ring: Ring, y: float, side: int) -> Ring:
    """What of a ring lies on one side of the level `y`: south of it for 1, north of it for -1."""
    out: Ring = []
    for a, b in pairwise(ring):
        if (a[1] - y) * side >= 0:
            out.append(a)
        if (a[1] - y) * (b[1] - y) < 0:
            out.append((a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y))
    return [*out, out[0]]


def fused(rings: Sequence[Ring]) -> list[Ring]:
    """Neighbouring rings, all turning the same way, as one without the borders they share."""
    steps = {s for ring in rings for s in pairwise(ring)}
    onward = {a: b for a, b in steps if (b, a) not in steps and a != b}
    out: list[Ring] = []
    while onward:
        ring = [next(iter(sorted(onward)))]
        while ring[-1] in onward:
            ring.append(onward.pop(ring[-1]))
        out.append(ring)
    return out


def is_crimea(ring: Ring) -> bool:
    """Whether a ring of the source, which draws Crimea as a part of Russia, is that peninsula."""
    return all(32 < lon < 37 and 44 < lat < 46.5 for lon, lat in ring)


def code_of(one: dict[str, Any]) -> str:
    """The code of a shape: ours for a state, ISO's for a territory."""
    number = str(one.get("id"))
    ours = {s.m49: s.code for s in all_states() if s.status != "former" or s.code == "TWN"}
    code = ours.get(number) or TERRITORIES.get(number) or UNNUMBERED.get(one["properties"]["name"])
    if code is None:
        sys.exit(f"no code is known for the shape {one['properties']['name']!r} ({number}); nothing was written")
    return code


def path(rings: Sequence[Ring]) -> str:
    """Rings as the data of an SVG path, in whole units and steps from point to point, which is shortest."""
    parts: list[str] = []
    for ring in rings:
        corners = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners[:-1])]
        told = " ".join(f"{dx} {dy}" for dx, dy in steps if dx or dy)
        if told:
            parts.append(f"M{corners[0][0]} {corners[0][1]}l{told}z".replace(" -", "-"))
    return "".join(parts)


def circles() -> dict[str, Point]:
    """The places of points.csv, moved apart as little as makes no circle cover another."""
    lines = (DATA / "points.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    at = {r["code"]: placed(*unwrapped([(float(r["lon"]), float(r["lat"]))])[0]) for r in rows}
    for _ in range(500):
        if not pushed(at):
            break
    return {code: (round(x), round(y)) for code, (x, y) in at.items()}


def pushed(at: dict[str, Point]) -> bool:
    """Moves every two circles that overlap apart, half the way each; whether there were any."""
    moved = False
    codes = sorted(at)
    for i, one in enumerate(codes):
        for other in codes[i + 1 :]:
            dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
            gap = math.hypot(dx, dy) or 0.01
            if gap < APART:
                step = (APART - gap) / 2 / gap + 0.001
                at[one] = at[one][0] - dx * step, at[one][1] - dy * step
                at[other] = at[other][0] + dx * step, at[other][1] + dy * step
                moved = True
    return moved


def main() -> None:
    """Writes the table, or nothing where the source is not the one these decisions were made on."""
    if len(sys.argv) != 2:
        sys.exit("type: python tools/build_map.py package/countries-110m.json")
    given = Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(given).hexdigest() != SHA256:
        sys.exit("the file is not that of world-atlas 2.0.2; look at what changed, then at docs/map.md")
    shapes, points = outlines(json.loads(given)), circles()
    small = sorted(code for code, rings in shapes.items() if sum(map(area, rings)) < LEAST_LAND)
    seen = (shapes.keys() - set(small)) | points.keys()
    if missing := [s.code for s in all_states() if s.status == "member" and s.code not in seen]:
        sys.exit(f"members without land of a size to be seen need a row in points.csv: {', '.join(missing)}")
    table = {
        "source": SOURCE,
        "projection": f"Equal Earth, centred on {MERIDIAN:g}° E",
        "width": WIDTH,
        "height": math.ceil((NORTH - SOUTH) * SCALE),
        "shapes": {code: path(rings) for code, rings in sorted(shapes.items())},
        "small": small,
        "points": dict(sorted(points.items())),
    }
    written = json.dumps(table, ensure_ascii=False, indent=0) + "\n"
    (DATA / "world.json").write_text(written, encoding="utf-8")
    print(f"world.json: {len(written):,} bytes, {len(shapes)} shapes, {len(points)} circles; small: {' '.join(small)}")


if __name__ == "__main__":
    main()
