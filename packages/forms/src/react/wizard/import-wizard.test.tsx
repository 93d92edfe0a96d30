import { type ApiClient, type Route, routes } from "@mortise/contract";
import { ApiProvider } from "@mortise/contract/react";
import { fieldCatalog } from "@mortise/fields";
import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { sameText } from "@mortise/kit";
import { Catalog } from "@mortise/metadata";
import { UiProvider } from "@mortise/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { ImportWizard } from "./import-wizard.tsx";

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
  { id: "name", type: "text", name: sameText("姓名") },
  { id: "mobile", type: "mobile", name: sameText("手机"), unique: true },
);
const ready: ImportJob = {
  id: "1",
  fileName: "客户.csv",
  size: 1,
  status: "ready",
  encoding: "gb18030",
  sheets: [
    {
      index: 0,
      name: "客户",
      headerRow: 0,
      rows: [
        ["名字", "电话"],
        ["张三", "13800000001"],
      ],
    },
  ],
  plan: null,
  counts: null,
  processed: 0,
  errors: [],
  error: null,
  createdAt: "2026-11-22T00:00:00Z",
};

/** A server that answers each route with a value. */
function serverOf(answers: ReadonlyMap<Route, (body: unknown) => unknown>): ApiClient {
  return {
    url: (route) => `/api/v1${route.path}`,
    call: async (route, input) => {
      const answer = answers.get(route);
      if (!answer) throw new TypeError(`no answer for ${route.path}`);
      // The map pairs each route with answers of its own shape.
      return answer(input.body) as never;
    },
  };
}

test("of several files the person chooses which one is imported first", async () => {
  const uploaded: string[] = [];
  const api: ApiClient = {
    url: (route) => `/api/v1${route.path}`,
    call: async (_route, _input, { file } = {}) => {
      if (file instanceof File) uploaded.push(file.name);
      // The one route that is asked answers an import.
      return ready as never;
    },
  };
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiProvider client={api}>
        <UiProvider locale="zh">
          <ImportWizard app="crm" catalog={new Catalog([entity], fieldCatalog)} onDone={() => undefined} />
        </UiProvider>
      </ApiProvider>
    </QueryClientProvider>,
  );
  const files = ["客户.csv", "说明.pdf", "线索.xlsx"].map((name) => new File(["a,b"], name));
  const area = container.querySelector(".ant-upload-btn");
  if (area) fireEvent.drop(area, { dataTransfer: { files, items: [], types: ["Files"] } });
  expect(await screen.findByText(/选了 2 个文件/)).toBeTruthy();
  expect(uploaded).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: /线索\.xlsx/ }));
  await vi.waitFor(() => expect(uploaded).toEqual(["线索.xlsx"]));
});

test("a dropped file of another kind is refused by name, with the kinds that are taken", async () => {
  const api = serverOf(new Map());
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiProvider client={api}>
        <UiProvider locale="zh">
          <ImportWizard app="crm" catalog={new Catalog([entity], fieldCatalog)} onDone={() => undefined} />
        </UiProvider>
      </ApiProvider>
    </QueryClientProvider>,
  );
  const area = container.querySelector(".ant-upload-btn");
  const files = [new File(["x"], "合同.pdf")];
  fireEvent.drop(area ?? container, { dataTransfer: { files, items: [] } });
  const { textContent: said } = await screen.findByRole("alert");
  expect(said).toContain("“合同.pdf”不是表格文件");
  expect(said).toContain(".xlsx、.xls、.csv");
});

test("leads from the file to the result, with the counts before anything is written", async () => {
  let job: ImportJob = ready;
  const plans: unknown[] = [];
  const counts = { total: 3, create: 1, update: 1, skip: 0, error: 1 };
  const become = (changes: Partial<ImportJob>) => (job = { ...job, ...changes });
  const api = serverOf(
    new Map<Route, (body: unknown) => unknown>([
      [routes.uploadImport, () => job],
      [routes.getImport, () => job],
      [
        routes.suggestMapping,
        () => ({
          mapping: [
            { column: 0, field: "name" },
            { column: 1, field: "mobile" },
          ],
          keys: ["mobile"],
        }),
      ],
      [
        routes.checkImport,
        (body) => {
          plans.push(body);
          const errors = [{ row: 3, column: "电话", value: "1", message: sameText("号码不对") }];
          return become({ status: "checked", counts, errors });
        },
      ],
      [routes.runImport, () => become({ status: "done", processed: 3 })],
      [routes.undoImport, () => become({ status: "undone" })],
    ]),
  );
  const closed: unknown[] = [];
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiProvider client={api}>
        <UiProvider locale="zh">
          <FieldServicesProvider services={services}>
            <ImportWizard
              app="crm"
              catalog={new Catalog([entity], fieldCatalog)}
              entity="lead"
              onDone={(into) => closed.push(into)}
            />
          </FieldServicesProvider>
        </UiProvider>
      </ApiProvider>
    </QueryClientProvider>,
  );
  const box = container.ownerDocument.querySelector<HTMLInputElement>("input[type=file]");
  fireEvent.change(box ?? container, { target: { files: [new File(["x"], "客户.csv")] } });
  fireEvent.click(await screen.findByRole("button", { name: "下一步" }));
  expect(await screen.findByText("已匹配 2 / 2 列")).toBeTruthy();
  expect(screen.getByRole("combobox", { name: "“电话”对应的字段" })).toBeTruthy();
  fireEvent.click(screen.getByRole("radio", { name: "更新已有，新增其余" }));
  fireEvent.click(screen.getByRole("button", { name: "检查数据" }));
  expect(await screen.findByText("号码不对")).toBeTruthy();
  expect(plans).toMatchObject([{ plan: { entity: "lead", duplicates: "overwrite", keys: ["mobile"] } }]);
  fireEvent.click(screen.getByRole("button", { name: "开始导入" }));
  expect(await screen.findByText("导入完成")).toBeTruthy();
  expect(screen.getByRole("link", { name: /下载失败的行/ }).getAttribute("href")).toContain("errors.xlsx");
  fireEvent.click(screen.getByRole("button", { name: "完成" }));
  expect(closed).toEqual(["lead"]);
});
