import { newId } from "@mortise/kit";
import { expect, test } from "vitest";
import { leadApp } from "../testing/lead-app.ts";
import { ARCHIVE_FORMAT, ARCHIVE_LIMITS, asApp, parseArchive } from "./app-archive.ts";

const file = {
  format: ARCHIVE_FORMAT,
  version: 1,
  exportedAt: "2026-11-28T00:00:00Z",
  release: 3,
  snapshot: newId(),
  ancestors: [newId()],
  documents: leadApp(),
  samples: [{ entity: "lead", rows: [{ id: newId(), name: "海尔" }] }],
};

test("a file comes back as it was written", () => {
  expect(parseArchive(JSON.parse(JSON.stringify(file)))).toEqual({ ok: true, archive: file });
});

test("an app gets the id of the place it comes to", () => {
  expect(asApp(leadApp(), "copy").find(({ kind }) => kind === "app")?.id).toBe("copy");
});

test.each([
  ["no object", "x", "format"],
  ["another file", { documents: [] }, "format"],
  ["a newer version", { ...file, version: 2 }, "version"],
  ["no version", { ...file, version: "1" }, "version"],
  ["no documents", { ...file, documents: {} }, "documents"],
  [
    "an unknown kind",
    { ...file, documents: [...leadApp(), { kind: "script", id: "x" }] },
    "documents.10.kind",
  ],
  ["ids that collide", { ...file, documents: [...leadApp(), leadApp()[1]] }, "documents.10.id"],
  ["two apps", { ...file, documents: [...leadApp(), { ...leadApp()[0], id: "other" }] }, "documents"],
  ["too many documents", { ...file, documents: Array(ARCHIVE_LIMITS.documents + 1).fill(null) }, "documents"],
  ["rows that are none", { ...file, samples: [{ entity: "lead", rows: [1] }] }, "samples"],
  ["samples that are none", { ...file, samples: 5 }, "samples"],
])("refuses %s at its place", (_what, input, path) => {
  const parsed = parseArchive(input);
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toEqual([path]);
});

test("names no more problems of a broken file than a person reads", () => {
  const parsed = parseArchive({ ...file, documents: Array(1_000).fill({ kind: "entity" }) });
  expect(parsed.ok ? 0 : parsed.problems.length).toBe(50);
});
