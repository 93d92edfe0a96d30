import type { RecordData } from "@mortise/contract";
import { expect, test } from "vitest";
import { MapIndex, mapPoints } from "./map-points.ts";

const place = { id: "place", type: "location", name: { zh: "位置", en: "Place" } };
const record = (id: string, value: string | null): RecordData => ({ id, revision: 1, place: value });
const CHINA = [70, 10, 140, 55] as const;

test("records without a place are not on the map", () => {
  const points = mapPoints(
    [record("a", "117,36.6"), record("b", null), record("c", "no place")],
    place,
    "wgs84",
  );
  expect(points.map(({ record: { id } }) => id)).toEqual(["a"]);
});

test("near records are one group that comes apart by zooming in; those of one point never do", () => {
  const near = [record("a", "117.00,36.60"), record("b", "117.20,36.60"), record("far", "103.8,36.1")];
  const index = new MapIndex(mapPoints(near, place, "wgs84"));
  const wide = index.marks(CHINA, 4);
  const named = wide.map((mark) => (mark.kind === "group" ? String(mark.count) : mark.record.id));
  expect(new Set(named)).toEqual(new Set(["2", "far"]));
  const group = wide.find((mark) => mark.kind === "group");
  const zoom = group && index.zoomApart(group.id);
  expect(zoom).toBeGreaterThan(4);
  expect(index.marks(CHINA, zoom ?? 0)).toHaveLength(3);
  const same = new MapIndex(mapPoints([record("a", "117,36.6"), record("b", "117,36.6")], place, "wgs84"));
  const [one] = same.marks(CHINA, 4);
  expect(one?.kind === "group" && same.zoomApart(one.id)).toBeUndefined();
  expect(one?.kind === "group" && same.recordsOf(one.id, 1).length).toBe(1);
});
