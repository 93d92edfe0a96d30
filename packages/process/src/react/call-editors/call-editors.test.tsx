import { type FieldServices, FieldServicesProvider, type SettingSources } from "@mortise/fields/react";
import type { Json, JsonObject } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { LocaleProvider } from "@mortise/ui";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { type ComponentProps, useState } from "react";
import { expect, test } from "vitest";
import { aFlow, aNode, catalogWith } from "../../fixtures/lead-app.ts";
import { NodeScopeProvider } from "../editors/node-scope.ts";
import { CallersList } from "./callers-list.tsx";
import { CalledFlowEditor } from "./called-flow-editor.tsx";
import { DeclaredInputsEditor } from "./declared-values-editor.tsx";
import { CallInputsEditor, GivenBackEditor } from "./value-rows-editor.tsx";

const words = (zh: string) => ({ zh, en: zh });
const called: FlowDocument = aFlow([], {
  id: "price",
  name: words("报价"),
  trigger: {
    type: "called",
    settings: {
      inputs: [{ id: "reason", name: words("理由"), type: "text", required: true }],
      outputs: [{ id: "outcome", name: words("结论"), type: "text" }],
    },
  },
});
const calling = aFlow([], { id: "calling", name: words("调用者") });
const catalog = catalogWith(called, calling);
const sources: SettingSources = {
  fields: catalog.find("entity", "lead")?.fields ?? [],
  fieldsOf: () => [],
  entities: catalog.all("entity"),
  roles: [],
  recordTrees: false,
};

const SERVICES: FieldServices = {
  locale: "zh",
  timeZone: "Asia/Shanghai",
  label: () => undefined,
  searchUsers: () => Promise.resolve([]),
  searchTeams: () => Promise.resolve([]),
  searchRecords: () => Promise.resolve([]),
  upload: () => Promise.reject(new TypeError("no network")),
  entity: () => undefined,
};

type Editor = typeof CalledFlowEditor;

/** Shows one editor in the panel of a flow; answers a reader of what it has set. */
function show(
  Shown: Editor,
  { document, settings, value }: { document: FlowDocument; settings: JsonObject; value?: Json },
) {
  let latest: Json | undefined = value;
  function Page() {
    const [now, setNow] = useState(value);
    const props: Omit<ComponentProps<Editor>, "value"> = {
      id: "setting",
      sources,
      spec: { id: "setting", name: words("设置"), kind: "custom" },
      onChange: (next) => {
        latest = next;
        setNow(next);
      },
    };
    const scope = {
      catalog,
      entity: "lead",
      flow: document.id,
      document,
      trigger: "",
      settings,
      variables: [],
    };
    return (
      <LocaleProvider locale="zh">
        <FieldServicesProvider services={SERVICES}>
          <NodeScopeProvider value={scope}>
            <Shown {...props} value={now} />
          </NodeScopeProvider>
        </FieldServicesProvider>
      </LocaleProvider>
    );
  }
  render(<Page />);
  return () => latest;
}

async function choose(place: HTMLElement, option: string | RegExp): Promise<void> {
  fireEvent.mouseDown(place);
  const shown = await screen.findAllByTitle(option);
  fireEvent.click(shown.at(-1) as HTMLElement); // found above
}

test("only flows that can be called are offered, and what the chosen one gives back is said", async () => {
  const latest = show(CalledFlowEditor, { document: calling, settings: {} });
  fireEvent.mouseDown(screen.getByRole("combobox"));
  await screen.findAllByTitle("报价 · 处理线索");
  expect(screen.queryByTitle(/调用者/)).toBeNull();
  await choose(screen.getByRole("combobox"), "报价 · 处理线索");
  expect(latest()).toBe("price");
  expect(screen.getByText("返回：结论")).toBeTruthy();
});

test("each input of the called flow has a row of its own; one that is gone can be taken away", async () => {
  const value = [{ input: "old", value: 1 }];
  const latest = show(CallInputsEditor, { document: calling, settings: { flow: "price" }, value });
  const [mode] = within(screen.getByRole("group", { name: "理由" })).getAllByRole("combobox");
  if (!mode) throw new TypeError("there are ways to set a value");
  await choose(mode, "当前记录的字段或前面步骤的结果");
  expect(latest()).toEqual([
    { input: "old", value: 1 },
    { input: "reason", value: { var: "name" } },
  ]);
  fireEvent.click(screen.getByRole("button", { name: "删除" }));
  expect(latest()).toEqual([{ input: "reason", value: { var: "name" } }]);
});

test("a flow that declares nothing to give back says where to declare it", () => {
  show(GivenBackEditor, { document: calling, settings: {} });
  expect(screen.getByText(/请先在流程的触发设置里添加返回结果/)).toBeTruthy();
});

test("an input is named, has a kind, of records also an entity, and may have to be given", async () => {
  const latest = show(DeclaredInputsEditor, { document: called, settings: {} });
  fireEvent.click(screen.getByRole("button", { name: /添加一项输入/ }));
  fireEvent.change(screen.getByLabelText("输入的名称"), { target: { value: "来自" } });
  await choose(screen.getByLabelText("类型"), "一条记录");
  await choose(screen.getByLabelText("哪种记录"), "客户");
  fireEvent.click(screen.getByRole("checkbox", { name: "必须给" }));
  expect(latest()).toEqual([
    { id: expect.any(String), name: words("来自"), type: "reference", entity: "customer", required: true },
  ]);
  await choose(screen.getByLabelText("类型"), "数字");
  expect(latest()).toMatchObject([{ type: "number" }]);
  expect(JSON.stringify(latest())).not.toContain("entity");
});

test("a flow says which flows call it", () => {
  const caller = aFlow([aNode("ask", "call-flow", { flow: "price" })], { id: "buyer", name: words("采购") });
  const scope = {
    catalog: catalogWith(called, calling, caller),
    entity: "lead",
    flow: "price",
    document: called,
    trigger: "called",
    settings: {},
    variables: [],
  };
  render(
    <LocaleProvider locale="zh">
      <NodeScopeProvider value={scope}>
        <CallersList />
      </NodeScopeProvider>
    </LocaleProvider>,
  );
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["采购"]);
});
