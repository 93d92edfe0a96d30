import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type EntityDocument } from "@mortise/metadata";
import { UiProvider } from "@mortise/ui";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
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
const entity: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: sameText("线索"),
  icon: "user",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: { zh: "姓名", en: "Name" }, required: true },
    { id: "email", type: "email", name: { zh: "邮箱", en: "E-mail" } },
    { id: "note", type: "text", name: { zh: "备注", en: "Note" }, readOnly: true },
  ],
};

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
