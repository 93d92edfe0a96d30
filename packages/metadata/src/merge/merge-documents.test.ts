import { seededNumbers } from "@mortise/kit";
import { describe, expect, test } from "vitest";
import type { DefinitionDocument, DocumentOf } from "../documents/document.ts";
import { isSame } from "../diff/change.ts";
import { parseDocument } from "../schema/parse-document.ts";
import { leadApp, leadAppWith } from "../testing/lead-app.ts";
import { editAtRandom } from "./fixtures/random-edits.ts";
import { leavesOf } from "./fixtures/leaves.ts";
import { mergeDocuments } from "./merge-documents.ts";

const base = leadApp();
type Documents = readonly DefinitionDocument[];

const pick = <Kind extends DefinitionDocument["kind"]>(documents: Documents, kind: Kind, id?: string) =>
  documents.find(
    (document): document is DocumentOf<Kind> =>
      document.kind === kind && (id === undefined || document.id === id),
  );

const lead = (change: (entity: DocumentOf<"entity">) => DocumentOf<"entity">) =>
  leadAppWith("entity/lead", change);

const withField = (id: string, part: object) =>
  lead((entity) => ({
    ...entity,
    fields: entity.fields.map((field) => (field.id === id ? { ...field, ...part } : field)),
  }));

describe("mergeDocuments", () => {
  test("takes what only one side changed, within the same field too", () => {
    const ours = withField("amount", { required: true });
    const theirs = withField("amount", { name: { zh: "预算", en: "Budget" } });
    const { documents, conflicts } = mergeDocuments({ base, ours, theirs });
    expect(conflicts).toEqual([]);
    expect(pick(documents, "entity", "lead")?.fields.find(({ id }) => id === "amount")).toMatchObject({
      required: true,
      name: { zh: "预算" },
    });
  });

  test("keeps additions of both sides where they stood", () => {
    const add = (id: string, at: number) =>
      lead((entity) => ({
        ...entity,
        fields: entity.fields.toSpliced(at, 0, { id, type: "text", name: { zh: id, en: id } }),
      }));
    const { documents } = mergeDocuments({ base, ours: add("mine", 1), theirs: add("yours", 3) });
    expect(pick(documents, "entity", "lead")?.fields.map(({ id }) => id)).toEqual([
      "name",
      "mine",
      "amount",
      "tax",
      "yours",
      "source",
      "lines",
    ]);
  });

  test("shows what both changed differently, and follows the choice", () => {
    const states = {
      base,
      ours: withField("amount", { name: { zh: "预算", en: "Budget" } }),
      theirs: withField("amount", { name: { zh: "总价", en: "Total" } }),
    };
    const { conflicts, documents } = mergeDocuments(states);
    expect(conflicts).toMatchObject([
      {
        id: "entity/lead#fields/amount/name",
        base: { zh: "金额" },
        ours: { zh: "预算" },
        theirs: { zh: "总价" },
        side: "ours",
      },
    ]);
    expect(pick(documents, "entity", "lead")?.fields[1]?.name.zh).toBe("预算");
    const other = mergeDocuments(states, { "entity/lead#fields/amount/name": "theirs" });
    expect(pick(other.documents, "entity", "lead")?.fields[1]?.name.zh).toBe("总价");
  });

  test("shows a removal on one side of what the other changed", () => {
    const ours = lead((entity) => ({ ...entity, fields: entity.fields.filter(({ id }) => id !== "amount") }));
    const theirs = withField("amount", { required: true });
    const { conflicts, documents } = mergeDocuments({ base, ours, theirs });
    expect(conflicts).toMatchObject([{ path: ["fields", "amount"], ours: undefined }]);
    expect(pick(documents, "entity", "lead")?.fields.map(({ id }) => id)).not.toContain("amount");
    const kept = mergeDocuments({ base, ours, theirs }, { "entity/lead#fields/amount": "theirs" });
    expect(pick(kept.documents, "entity", "lead")?.fields.map(({ id }) => id)).toContain("amount");
  });

  test("never mixes two conditions into a third", () => {
    const filtered = (filter: object) =>
      leadAppWith("view/all", (view) => ({ ...view, filter: filter as never }));
    const ours = filtered({ "!=": [{ var: "source" }, "web"] });
    const theirs = filtered({ in: [{ var: "source" }, ["web"]] });
    const { conflicts, documents } = mergeDocuments({ base, ours, theirs });
    expect(conflicts.map(({ path }) => path)).toEqual([["filter"]]);
    expect(pick(documents, "view")?.filter).toEqual({ "!=": [{ var: "source" }, "web"] });
  });

  test("knows an item of a form again after it moved into a section", () => {
    const ours = leadAppWith("form/lead_form", (form) => {
      const [first, section, ...rest] = form.items;
      if (!first || section?.type !== "section") return form;
      return { ...form, items: [{ ...section, items: [first, ...section.items] }, ...rest] };
    });
    const theirs = leadAppWith("form/lead_form", (form) => ({
      ...form,
      items: form.items.map((item) => (item.id === "i1" ? { ...item, required: true } : item)) as never,
    }));
    const { conflicts, documents } = mergeDocuments({ base, ours, theirs });
    expect(conflicts).toEqual([]);
    expect(pick(documents, "form")?.items).toMatchObject([
      { id: "s1", items: [{ id: "i1", required: true }, { id: "i2" }] },
      { id: "t1" },
    ]);
  });

  test("takes a document that one side removed away, unless the other changed it", () => {
    const without = base.filter(({ kind }) => kind !== "dashboard");
    expect(mergeDocuments({ base, ours: base, theirs: without }).documents).toEqual(without);
    const ours = leadAppWith("dashboard/home", (home) => ({ ...home, name: { zh: "总览", en: "All" } }));
    const { conflicts, documents } = mergeDocuments({ base, ours, theirs: without });
    expect(conflicts).toMatchObject([{ id: "dashboard/home#", theirs: undefined }]);
    expect(pick(documents, "dashboard")?.name.zh).toBe("总览");
  });
});

describe("whatever both sides do", () => {
  const SEEDS = Array.from({ length: 400 }, (_, index) => index + 1);

  test("a side without edits gives the other side", () => {
    for (const seed of SEEDS) {
      const edited = editAtRandom(base, seededNumbers(seed));
      const mine = mergeDocuments({ base, ours: edited, theirs: base });
      expect({ seed, ...mine }).toEqual({ seed, documents: edited, conflicts: [] });
      const yours = mergeDocuments({ base, ours: base, theirs: edited });
      expect({ seed, ...yours }).toEqual({ seed, documents: edited, conflicts: [] });
      const same = mergeDocuments({ base, ours: edited, theirs: edited });
      expect({ seed, ...same }).toEqual({ seed, documents: edited, conflicts: [] });
    }
  });

  test("no edit is lost without being shown, and nothing comes from nowhere", () => {
    let conflicting = 0;
    for (const seed of SEEDS) {
      const random = seededNumbers(seed);
      const [ours, theirs] = [editAtRandom(base, random), editAtRandom(base, random)];
      const { documents, conflicts } = mergeDocuments({ base, ours, theirs });
      conflicting += conflicts.length;
      const [before, mine, yours, merged] = [base, ours, theirs, documents].map(leavesOf);
      const shown = (path: string) =>
        conflicts.some(({ id }) => `${path}/`.startsWith(`${id.replace("#", "/").replace(/\/$/, "")}/`));
      const lost = [mine, yours].flatMap((side) =>
        [...new Set([...(side?.keys() ?? []), ...(before?.keys() ?? [])])].filter(
          (path) =>
            !isSame(side?.get(path), before?.get(path)) &&
            !isSame(side?.get(path), merged?.get(path)) &&
            !shown(path),
        ),
      );
      const strange = [...(merged ?? [])].filter(
        ([path, value]) => ![before, mine, yours].some((state) => isSame(state?.get(path), value)),
      );
      expect({ seed, lost, strange }).toEqual({ seed, lost: [], strange: [] });
      for (const document of documents)
        expect({ seed, ...parseDocument(document) }).toMatchObject({ seed, ok: true });
    }
    expect(conflicting).toBeGreaterThan(100);
  });

  test("choosing one side everywhere settles every conflict that way", () => {
    for (const seed of SEEDS.slice(0, 100)) {
      const random = seededNumbers(seed);
      const states = { base, ours: editAtRandom(base, random), theirs: editAtRandom(base, random) };
      const first = mergeDocuments(states);
      const choices = Object.fromEntries(first.conflicts.map(({ id }) => [id, "theirs" as const]));
      const settled = mergeDocuments(states, choices);
      const [yours, merged] = [leavesOf(states.theirs), leavesOf(settled.documents)];
      for (const { id, path } of settled.conflicts) {
        if (path.at(-1) === "#order") continue;
        const at = id.replace("#", "/").replace(/\/$/, "");
        const of = (leaves: ReadonlyMap<string, unknown>) =>
          Object.fromEntries(
            [...leaves].filter(([leaf]) => `${leaf}/`.startsWith(`${at}/`) && !leaf.endsWith("/in")),
          );
        expect({ seed, at, leaves: of(merged) }).toEqual({
          seed,
          at,
          leaves: of(yours),
        });
      }
    }
  });
});
