import { createClient } from "@mortise/contract";
import { ApiProvider } from "@mortise/contract/react";
import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type EntityDocument, type FieldDefinition, type FormDocument } from "@mortise/metadata";
import { UiProvider } from "@mortise/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { fieldItems } from "../../model/layout/item-tree.ts";
import { dropCommand, sideOf } from "./drop-target.ts";
import { FormDesigner } from "./form-designer.tsx";
import { locateProblems } from "./locate-problems.ts";

const services: FieldServices = {
  locale: "zh",
  timeZone: "Asia/Shanghai",
  label: () => undefined,
  searchUsers: () => Promise.resolve([]),
  searchTeams: () => Promise.resolve([]),
  searchRecords: () => Promise.resolve([]),
  upload: () => Promise.reject(new TypeError("no network")),
  entity: () => undefined,
};
/** No server answers here: counts of submissions stay unknown. */
const client = createClient({
  locale: () => "zh",
  fetch: () => Promise.reject(new TypeError("no network")),
});
const queryClient = new QueryClient();
const entity = leadEntity(
  { id: "name", type: "text", name: { zh: "姓名", en: "Name" } },
  { id: "mobile", type: "mobile", name: { zh: "手机", en: "Mobile" } },
);
const form: FormDocument = {
  kind: "form",
  id: "f",
  version: 1,
  name: sameText("表单"),
  entity: "lead",
  items: [{ type: "field", id: "n", field: "name", span: 12 }],
};

function Bench({ seen }: { readonly seen: (form: FormDocument, entity: EntityDocument) => void }) {
  const [document, setDocument] = useState(form);
  const [fields, setFields] = useState<readonly FieldDefinition[]>(entity.fields);
  const current = { ...entity, fields };
  seen(document, current);
  return (
    <UiProvider locale="zh">
      <QueryClientProvider client={queryClient}>
        <ApiProvider client={client}>
          <FieldServicesProvider services={services}>
            <FormDesigner
              document={document}
              catalog={new Catalog([current, document], fieldCatalog)}
              onChange={setDocument}
              onAddFields={(added) => setFields((list) => [...list, ...added])}
              onRemoveFields={(gone) => {
                setFields((list) => list.filter((one) => !gone.includes(one)));
                return [];
              }}
              onChangeField={(field) =>
                setFields((list) => list.map((one) => (one.id === field.id ? field : one)))
              }
            />
          </FieldServicesProvider>
        </ApiProvider>
      </QueryClientProvider>
    </UiProvider>
  );
}

function show() {
  const state = { form, entity };
  render(
    <Bench
      seen={(document, now) => {
        state.form = document;
        state.entity = now;
      }}
    />,
  );
  return state;
}
const canvas = () => within(screen.getByRole("main", { name: "表单画布" }));
const existing = () => within(screen.getByRole("region", { name: "已有字段" }));
const placed = (document: FormDocument) => fieldItems(document.items).map(({ field }) => field);

test("puts an existing field on the form by double-click, and takes it back", () => {
  const state = show();
  fireEvent.doubleClick(existing().getByRole("button", { name: "手机" }));
  expect(placed(state.form)).toEqual(["name", "mobile"]);
  fireEvent.click(screen.getByRole("button", { name: "撤销" }));
  expect(placed(state.form)).toEqual(["name"]);
  fireEvent.click(screen.getByRole("button", { name: "重做" }));
  expect(placed(state.form)).toEqual(["name", "mobile"]);
  fireEvent.keyDown(screen.getByRole("main"), { key: "z", ctrlKey: true });
  expect(placed(state.form)).toEqual(["name"]);
});

test("a click puts a field on the form; the second one of a double click adds nothing that slid under it", () => {
  // However slow the machine is, the clicks are those of one hand.
  vi.spyOn(Event.prototype, "timeStamp", "get").mockReturnValue(1_000);
  const state = show();
  fireEvent.click(existing().getByRole("button", { name: "手机" }));
  expect(placed(state.form)).toEqual(["name", "mobile"]);
  fireEvent.click(screen.getByRole("button", { name: "日期" }));
  fireEvent.doubleClick(screen.getByRole("button", { name: "日期" }));
  expect(placed(state.form)).toEqual(["name", "mobile"]);
  vi.restoreAllMocks();
});

test("creates a new field of a type in the entity", () => {
  const state = show();
  fireEvent.doubleClick(screen.getByRole("button", { name: "日期" }));
  expect(state.entity.fields.at(-1)).toMatchObject({ id: "f_date", type: "date", name: { zh: "日期" } });
  expect(placed(state.form)).toEqual(["name", "f_date"]);
});

test("renames in place, removes with Delete, and adds the next of a kind with Enter", () => {
  const state = show();
  fireEvent.click(canvas().getByText("姓名"));
  const box = screen.getByRole("textbox", { name: "重命名" });
  fireEvent.change(box, { target: { value: "客户姓名" } });
  fireEvent.keyDown(box, { key: "Enter" });
  expect(state.form.items[0]).toMatchObject({ label: { zh: "客户姓名", en: "Name" } });
  fireEvent.keyDown(canvas().getByRole("group", { name: "客户姓名" }), { key: "Enter" });
  expect(placed(state.form)).toEqual(["name", "f_text"]);
  fireEvent.keyDown(canvas().getByRole("group", { name: "客户姓名" }), { key: "Delete" });
  expect(placed(state.form)).toEqual(["f_text"]);
});

test("sets an item up in the inspector", () => {
  const state = show();
  fireEvent.click(canvas().getByRole("group", { name: "姓名" }));
  fireEvent.click(screen.getByRole("switch", { name: "必填" }));
  fireEvent.click(screen.getByRole("radio", { name: "1/2" }));
  expect(state.form.items[0]).toMatchObject({ required: true, span: 6 });
});

test("finds fields and types by their names", () => {
  show();
  fireEvent.change(screen.getByRole("textbox", { name: "搜索字段" }), { target: { value: "金额" } });
  expect(existing().queryByRole("button", { name: "手机" })).toBeNull();
  expect(screen.getByRole("button", { name: "金额" })).toBeTruthy();
});

test("opens the form to visitors with an address of its own", () => {
  const state = show();
  fireEvent.click(screen.getByRole("button", { name: "公开表单" }));
  fireEvent.click(screen.getByRole("switch", { name: "对外开放" }));
  expect(state.form.public).toMatchObject({ enabled: true });
  expect(state.form.public?.slug).toMatch(/^[a-z0-9]{12}$/);
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "链接" }).value).toContain(
    `/f/${state.form.public?.slug}`,
  );
});

test("limits what visitors may send in, and takes limits back without a trace", () => {
  const state = show();
  fireEvent.click(screen.getByRole("button", { name: "公开表单" }));
  fireEvent.click(screen.getByRole("tab", { name: "填写限制" }));
  const total = screen.getByRole("spinbutton", { name: "最多收集多少份" });
  fireEvent.change(total, { target: { value: "50" } });
  const password = screen.getByRole("textbox", { name: "填写密码" });
  fireEvent.change(password, { target: { value: "2026" } });
  const perDay = screen.getByRole("spinbutton", { name: "每天最多收集多少份" });
  fireEvent.change(perDay, { target: { value: "5" } });
  const perMonth = screen.getByRole("spinbutton", { name: "每月最多收集多少份" });
  fireEvent.change(perMonth, { target: { value: "20" } });
  expect(state.form.public?.access).toEqual({ total: 50, perDay: 5, perMonth: 20, password: "2026" });
  for (const number of [total, perDay, perMonth]) fireEvent.change(number, { target: { value: "" } });
  fireEvent.change(password, { target: { value: "" } });
  expect(state.form.public).not.toHaveProperty("access");
});

test("tells by the place in a box whether to make columns or rows", () => {
  const box = { left: 0, top: 0, width: 100, height: 40 };
  expect(sideOf(box, { x: 5, y: 20 }, true)).toBe("left");
  expect(sideOf(box, { x: 95, y: 20 }, true)).toBe("right");
  expect(sideOf(box, { x: 5, y: 10 }, false)).toBe("before");
  expect(sideOf(box, { x: 50, y: 30 }, true)).toBe("after");
  expect(
    dropCommand(form, { type: "field", id: "n", field: "name", span: 12 }, { kind: "before", id: "n" }),
  ).toBeUndefined();
});

test("chooses several items, changes them as one step, and undoes it", () => {
  const state = show();
  fireEvent.doubleClick(existing().getByRole("button", { name: "手机" }));
  fireEvent.click(canvas().getByRole("group", { name: "姓名" }));
  fireEvent.click(canvas().getByRole("group", { name: "手机" }), { ctrlKey: true });
  expect(screen.getByRole("heading", { name: "已选 2 项" })).toBeTruthy();
  fireEvent.click(screen.getByRole("switch", { name: "必填" }));
  expect(state.form.items).toMatchObject([{ required: true }, { required: true }]);
  fireEvent.keyDown(screen.getByRole("main"), { key: "z", ctrlKey: true });
  expect(state.form.items[1]).not.toHaveProperty("required");
});

test("pasted lines become fields with types, and one undo takes form and entity back", () => {
  const state = show();
  const paste = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(paste, { clipboardData: { getData: () => "邮箱\n签约日期\n备注" } });
  fireEvent(screen.getByRole("main"), paste);
  fireEvent.click(screen.getByRole("button", { name: "添加 3 个字段" }));
  expect(state.entity.fields.slice(2).map(({ type }) => type)).toEqual(["email", "date", "long-text"]);
  expect(placed(state.form)).toEqual(["name", "you_xiang", "qian_yue_ri_qi", "bei_zhu"]);
  fireEvent.click(screen.getByRole("button", { name: "撤销" }));
  expect(placed(state.form)).toEqual(["name"]);
  expect(state.entity.fields.map(({ id }) => id)).toEqual(["name", "mobile"]);
  fireEvent.click(screen.getByRole("button", { name: "重做" }));
  expect(state.entity.fields).toHaveLength(5);
});

test("says where an item has come to stand", () => {
  show();
  fireEvent.doubleClick(existing().getByRole("button", { name: "手机" }));
  const item = canvas().getByRole("group", { name: "姓名" });
  fireEvent.keyDown(item, { key: " " });
  fireEvent.keyDown(item, { key: "ArrowDown", altKey: true });
  expect(canvas().getByRole("status").textContent).toBe("姓名: 第 2 项，共 2 项");
});

test("problems lead to the item, the rule or the public settings that they are about", () => {
  const problem = (path: string) => ({ path, message: sameText(path) });
  const held: FormDocument = {
    ...form,
    items: [{ type: "section", id: "s", title: sameText("s"), items: form.items }],
  };
  const located = locateProblems(held, entity, {
    form: [problem("items.0.items.0.field"), problem("public.slug"), problem("name")],
    entity: [
      problem("rules.2.when"),
      problem("fields.0.settings"),
      problem("fields.1.name"),
      problem("color"),
    ],
  });
  expect(located.map(({ place }) => ("item" in place ? place.item : place.kind))).toEqual([
    "n",
    "public",
    "elsewhere",
    "rules",
    "n",
  ]);
});
