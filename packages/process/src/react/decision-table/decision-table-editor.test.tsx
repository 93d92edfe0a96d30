import { FieldServicesProvider, type FieldServices } from "@mortise/fields/react";
import type { Json } from "@mortise/kit";
import { LocaleProvider } from "@mortise/ui";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { aFlow, leadCatalog } from "../../fixtures/lead-app.ts";
import { fieldsOf, NodeScopeProvider } from "../editors/node-scope.ts";
import { WhereEditor } from "../editors/where-editor.tsx";
import { DecisionTableEditor } from "./index.tsx";

const SERVICES: FieldServices = {
  locale: "zh",
  timeZone: "Asia/Shanghai",
  label: () => undefined,
  searchUsers: (text) => Promise.resolve(text === "张三" ? [{ id: "amy", label: "张三" }] : []),
  searchTeams: () => Promise.resolve([]),
  searchRecords: () => Promise.resolve([]),
  upload: () => Promise.reject(new TypeError("no network")),
  entity: () => undefined,
};

const fields = fieldsOf(leadCatalog, "lead");

function Page({
  Editor,
  first,
  settings,
  seen,
}: {
  readonly Editor: typeof DecisionTableEditor;
  readonly first: Json;
  readonly settings: Readonly<Record<string, Json>>;
  readonly seen: (value: Json | undefined) => void;
}) {
  const [value, setValue] = useState<Json | undefined>(first);
  return (
    <LocaleProvider locale="zh">
      <FieldServicesProvider services={SERVICES}>
        <NodeScopeProvider
          value={{
            catalog: leadCatalog,
            flow: "routing",
            document: aFlow([]),
            entity: "lead",
            trigger: "record-created",
            settings,
            variables: [],
          }}
        >
          <Editor
            id="x"
            spec={{ id: "x", name: { zh: "x", en: "x" }, kind: "custom" }}
            value={value}
            sources={{ fields, entities: [] }}
            onChange={(next) => {
              seen(next);
              setValue(next);
            }}
          />
        </NodeScopeProvider>
      </FieldServicesProvider>
    </LocaleProvider>
  );
}

function show(
  Editor: typeof DecisionTableEditor,
  first: Json,
  settings: Readonly<Record<string, Json>> = {},
) {
  let latest: Json | undefined = first;
  render(<Page Editor={Editor} first={first} settings={settings} seen={(value) => (latest = value)} />);
  return () => latest;
}

const table = {
  inputs: [{ id: "trade", field: "industry" }],
  results: [{ id: "who", name: "销售", kind: "user" }],
  rows: [
    { when: {}, give: { who: "amy" } },
    { when: { trade: ["it"] }, give: {} },
  ],
};

test("a row that never applies is greyed, and a table that takes every case says so", () => {
  show(DecisionTableEditor, table);
  fireEvent.click(screen.getByRole("button", { name: /编辑表格/ }));
  const rows = within(screen.getByRole("table")).getAllByRole("row");
  expect(rows.map((row) => row.className)).toEqual(["", "", "flow-table-never"]);
  expect(screen.getAllByText("所有情况都已包含")).not.toHaveLength(0);
  fireEvent.click(within(rows[1] ?? document.body).getByRole("button", { name: "删除行" }));
  expect(screen.getAllByText(/行业：装备制造、空/)).not.toHaveLength(0);
});

test("cells from a spreadsheet become rows; people are found by name, and what is not known is named", async () => {
  const latest = show(DecisionTableEditor, { ...table, rows: [] });
  fireEvent.click(screen.getByRole("button", { name: /编辑表格/ }));
  fireEvent.change(screen.getByRole("textbox", { name: "从 Excel 粘贴" }), {
    target: { value: "装备制造\t张三\nIT\t王五" },
  });
  fireEvent.click(screen.getByRole("button", { name: "加到表格" }));
  await waitFor(() => expect(screen.getByText(/王五/)).toBeDefined());
  expect(latest()).toMatchObject({
    rows: [
      { when: { trade: ["equipment"] }, give: { who: "amy" } },
      { when: { trade: ["it"] }, give: {} },
    ],
  });
});

test("conditions of a search are rows of the other entity's fields", () => {
  const latest = show(WhereEditor, { join: "and", rows: [] }, { entity: "customer" });
  fireEvent.click(screen.getByRole("button", { name: /添加条件/ }));
  expect(latest()).toEqual({ join: "and", rows: [{ field: "name", operator: "is" }] });
});
