import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type EntityDocument, type FormDocument } from "@mortise/metadata";
import { UiProvider } from "@mortise/ui";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { FormRenderer, type FormRendererProps } from "./form-renderer.tsx";

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
const entity = leadEntity(
  { id: "name", type: "text", name: { zh: "姓名", en: "Name" }, required: true },
  { id: "email", type: "email", name: { zh: "邮箱", en: "E-mail" } },
  { id: "note", type: "text", name: { zh: "备注", en: "Note" }, readOnly: true },
);

function show(props: Partial<FormRendererProps>) {
  const page = (more: Partial<FormRendererProps>) => (
    <UiProvider locale="zh">
      <FieldServicesProvider services={services}>
        <FormRenderer
          entity={entity}
          catalog={new Catalog([entity], fieldCatalog)}
          mode="create"
          {...props}
          {...more}
        />
      </FieldServicesProvider>
    </UiProvider>
  );
  const view = render(page({}));
  return { update: (more: Partial<FormRendererProps>) => view.rerender(page(more)) };
}
const submit = (name: string) => act(async () => void fireEvent.click(screen.getByRole("button", { name })));

test("asks for what is missing and keeps what was typed", async () => {
  const saved: unknown[] = [];
  show({ onSubmit: (values) => void saved.push(values) });
  fireEvent.change(screen.getByLabelText("邮箱"), { target: { value: "not-an-address" } });
  await submit("提交");
  expect(saved).toEqual([]);
  expect(screen.getAllByRole("alert").length).toBe(2);
  expect(screen.getByLabelText<HTMLInputElement>("邮箱").value).toBe("not-an-address");
  fireEvent.change(screen.getByLabelText("姓名"), { target: { value: "张三" } });
  fireEvent.change(screen.getByLabelText("邮箱"), { target: { value: "a@b.cn" } });
  await submit("提交");
  expect(saved).toEqual([{ name: "张三", email: "a@b.cn" }]);
});

test("saves only what was changed, and shows what people cannot change", async () => {
  const saved: unknown[] = [];
  show({
    mode: "edit",
    record: { name: "旧", email: "x@y.cn", note: "系统" },
    onSubmit: (values) => void saved.push(values),
  });
  expect(screen.getByText("系统")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("姓名"), { target: { value: "新" } });
  await submit("保存");
  expect(saved).toEqual([{ name: "新" }]);
});

test("shows the server's complaints at their fields", () => {
  const { update } = show({ onSubmit: () => undefined });
  update({ errors: { email: "该值已存在" } });
  expect(screen.getByRole("alert").textContent).toBe("该值已存在");
});

const page = (id: string, field: string) => ({
  type: "page" as const,
  id,
  title: sameText(id),
  items: [{ type: "field" as const, id: field, field, span: 12 }],
});
const paged = (look: "tabs" | "steps"): FormDocument => ({
  kind: "form",
  id: "f",
  version: 1,
  name: sameText("f"),
  entity: "lead",
  items: [{ type: "pages", id: "p", look, items: [page("甲", "email"), page("乙", "name")] }],
});

test("a complaint on a tab that is not seen brings it forward, with the cursor in the field", async () => {
  show({ form: paged("tabs"), onSubmit: () => undefined });
  expect(screen.getByRole("tab", { name: "甲" }).getAttribute("aria-selected")).toBe("true");
  await submit("提交");
  expect(screen.getByRole("tab", { selected: true }).textContent).toContain("乙");
  expect(document.activeElement).toBe(screen.getByLabelText("姓名"));
  fireEvent.keyDown(screen.getByRole("tab", { selected: true }), { key: "ArrowLeft" });
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("甲");
});

test("a step is left only when what stands on it fits", async () => {
  const saved: unknown[] = [];
  show({ form: paged("steps"), onSubmit: (values) => void saved.push(values) });
  fireEvent.change(screen.getByLabelText("邮箱"), { target: { value: "nothing" } });
  await submit("下一步");
  expect(screen.getByText("第 1 步，共 2 步")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("邮箱"), { target: { value: "a@b.cn" } });
  await submit("下一步");
  expect(screen.getByText("第 2 步，共 2 步")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("姓名"), { target: { value: "张三" } });
  await submit("提交");
  expect(saved).toEqual([{ name: "张三", email: "a@b.cn" }]);
});

test("a step of a stored record is left although what kept records out of its stage would keep it out now", async () => {
  const stage: EntityDocument["fields"][number] = {
    id: "stage",
    type: "select",
    name: sameText("阶段"),
    settings: { options: [{ key: "quoted", name: { zh: "报价", en: "Quoted" } }] },
  };
  const gated: EntityDocument = {
    ...entity,
    fields: [...entity.fields, stage],
    rules: [
      {
        id: "gate",
        when: true,
        actions: [{ type: "gate", field: "stage", move: "enter", options: ["quoted"], fields: ["email"] }],
      },
    ],
  };
  show({
    entity: gated,
    catalog: new Catalog([gated], fieldCatalog),
    form: paged("steps"),
    mode: "edit",
    record: { name: "张三", stage: "quoted" },
    onSubmit: () => undefined,
  });
  await submit("下一步");
  expect(screen.getByText("第 2 步，共 2 步")).toBeTruthy();
});

test("a button fills fields in, works out what it puts there, and opens an address with what was typed", async () => {
  const form: FormDocument = {
    ...paged("tabs"),
    items: [
      { type: "field", id: "name", field: "name", span: 12 },
      { type: "field", id: "email", field: "email", span: 12 },
      {
        type: "button",
        id: "fill",
        title: sameText("填写"),
        span: 3,
        action: {
          type: "set",
          set: [
            { type: "set", field: "name", value: "李四" },
            { type: "set", field: "email", value: { cat: [{ var: "name" }, "@b.cn"] } },
          ],
        },
      },
      {
        type: "button",
        id: "link",
        title: sameText("查企业"),
        span: 3,
        action: { type: "link", url: "https://example.com/?from=crm", parameters: { q: "name" } },
      },
      {
        type: "frame",
        id: "map",
        title: sameText("图"),
        url: "https://bi.example.com/a",
        height: 300,
        span: 12,
      },
    ],
  };
  show({ form, onSubmit: () => undefined });
  fireEvent.change(screen.getByLabelText("姓名"), { target: { value: "old" } });
  fireEvent.blur(screen.getByLabelText("姓名"));
  await submit("填写");
  expect(screen.getByLabelText<HTMLInputElement>("姓名").value).toBe("李四");
  expect(screen.getByLabelText<HTMLInputElement>("邮箱").value).toBe("old@b.cn");
  expect(screen.getByRole("link", { name: "查企业" }).getAttribute("href")).toBe(
    "https://example.com/?from=crm&q=%E6%9D%8E%E5%9B%9B",
  );
  expect(document.querySelector("iframe")).toBeNull();
  expect(screen.getByText(/管理员未允许嵌入 bi.example.com/)).toBeTruthy();
});
