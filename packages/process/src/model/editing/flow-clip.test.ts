import { fieldCatalog } from "@mortise/fields";
import { Catalog, type EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { copySteps, pasteSteps, stepsIn } from "./flow-clip.ts";

const flow = aFlow([
  aNode("find", "find-record", { entity: "customer", where: { join: "and", rows: [] } }, "mark"),
  {
    ...aNode(
      "mark",
      "update",
      {
        values: [
          { field: "amount", value: "100" },
          { field: "source", value: { var: "$find.record.name" } },
        ],
      },
      "tell",
    ),
    name: { zh: "记金额", en: "Note the amount" },
  },
  aNode("tell", "notify", { to: [{ source: "owner" }], title: { zh: "{$find.record.name}", en: "x" } }),
]);
const end = { node: "tell", exit: "next" };
const ids = (...all: readonly string[]) => new Set(all);

test("copied steps come under new ids with the lines and results among them", () => {
  const text = copySteps(flow, ids("find", "mark"), leadCatalog);
  expect(stepsIn(text)).toBe(2);
  const pasted = pasteSteps(text, { flow, catalog: leadCatalog, place: end });
  if (!pasted) throw new TypeError("the text holds steps");
  const [find = "", mark = ""] = pasted.ids;
  expect(pasted.missing).toEqual([]);
  expect(new Set(["find", "mark", "tell"]).has(find)).toBe(false);
  const added = pasted.flow.nodes.find(({ id }) => id === mark);
  expect(JSON.stringify(added?.settings)).toContain(`$${find}.record.name`);
  expect(pasted.flow.nodes.find(({ id }) => id === find)?.exits).toEqual({ next: mark });
  expect(pasted.flow.nodes.find(({ id }) => id === "tell")?.exits).toEqual({ next: find });
  expect(added?.exits).toEqual({});
});

test("steps pasted on a line stand between both ends", () => {
  const text = copySteps(flow, ids("mark"), leadCatalog);
  const place = { node: "find", exit: "next" };
  const pasted = pasteSteps(text, { flow, catalog: leadCatalog, place });
  const [id = ""] = pasted?.ids ?? [];
  expect(pasted?.flow.nodes.find((node) => node.id === "find")?.exits).toEqual({ next: id });
  expect(pasted?.flow.nodes.find((node) => node.id === id)?.exits).toEqual({ next: "mark" });
  expect(pasted?.missing).toEqual([]);
});

test("a result of a step that is not there is named", () => {
  const text = copySteps(flow, ids("tell"), leadCatalog);
  const other = aFlow([aNode("wait", "wait", { for: "1h" })], { id: "other" });
  const pasted = pasteSteps(text, {
    flow: other,
    catalog: leadCatalog,
    place: { node: "wait", exit: "next" },
  });
  expect(pasted?.missing.map(({ zh }) => zh)).toEqual(["查找一条记录 · 找到的记录 · 名称"]);
});

test("a result of a step that only comes later is named, too", () => {
  const text = copySteps(flow, ids("tell"), leadCatalog);
  const pasted = pasteSteps(text, { flow, catalog: leadCatalog, place: { node: null, exit: "start" } });
  expect(pasted?.missing).toHaveLength(1);
});

test("fields and entities that the other app does not have are named as people know them", () => {
  const text = copySteps(flow, ids("find", "mark"), leadCatalog);
  const task: EntityDocument = {
    kind: "entity",
    id: "task",
    version: 1,
    name: { zh: "任务", en: "Task" },
    icon: "task",
    color: "#000000",
    titleField: "name",
    owned: true,
    fields: [{ id: "name", type: "text", name: { zh: "名称", en: "Name" } }],
  };
  const catalog = new Catalog([task], fieldCatalog);
  const empty = aFlow([], { entity: "task" });
  const pasted = pasteSteps(text, { flow: empty, catalog, place: { node: null, exit: "start" } });
  expect(pasted?.missing.map(({ zh }) => zh)).toEqual(expect.arrayContaining(["金额", "来源"]));
  expect(pasted?.flow.start).toBe(pasted?.ids[0]);
});

test("other texts are no steps", () => {
  expect(stepsIn("{}")).toBe(0);
  expect(stepsIn('{"mortise":"flow-steps", broken')).toBe(0);
  expect(pasteSteps("姓名\t电话", { flow, catalog: leadCatalog, place: end })).toBeUndefined();
});
