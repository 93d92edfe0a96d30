import { createClient } from "@mortise/contract";
import { ApiProvider } from "@mortise/contract/react";
import { FieldServicesProvider, type FieldServices } from "@mortise/fields/react";
import type { FlowDocument } from "@mortise/metadata";
import { LocaleProvider } from "@mortise/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { FlowDesigner } from "./flow-designer.tsx";

const SERVICES: FieldServices = {
  locale: "zh",
  timeZone: "Asia/Shanghai",
  label: (id) => (id === "amy" ? "小李" : undefined),
  searchUsers: () => Promise.resolve([]),
  searchTeams: () => Promise.resolve([]),
  searchRecords: () => Promise.resolve([{ id: "l1", label: "张三" }]),
  upload: () => Promise.reject(new TypeError("no network")),
  entity: () => undefined,
};

function Page({
  first,
  seen,
}: {
  readonly first: FlowDocument;
  readonly seen: (flow: FlowDocument) => void;
}) {
  const [flow, setFlow] = useState(first);
  return (
    <FlowDesigner
      document={flow}
      catalog={leadCatalog}
      onChange={(next) => {
        seen(next);
        setFlow(next);
      }}
    />
  );
}

/** Shows the designer and answers a reader of the latest document. */
function show(first: FlowDocument): () => FlowDocument {
  let latest = first;
  const client = createClient({
    locale: () => "zh",
    fetch: () => Promise.reject(new TypeError("no network")),
  });
  render(
    <LocaleProvider locale="zh">
      <QueryClientProvider client={new QueryClient()}>
        <ApiProvider client={client}>
          <FieldServicesProvider services={SERVICES}>
            <Page first={first} seen={(flow) => (latest = flow)} />
          </FieldServicesProvider>
        </ApiProvider>
      </QueryClientProvider>
    </LocaleProvider>,
  );
  return () => latest;
}

const flow = aFlow([
  aNode(
    "ask",
    "condition",
    { branches: [{ id: "yes", name: "官网来的", when: { "==": [{ var: "source" }, "website"] } }] },
    { yes: "give" },
  ),
  aNode("give", "assign", { rules: [], fallback: { strategy: "user", user: "amy" } }, "rest"),
  aNode("rest", "wait", { for: "24h" }),
]);

test("steps and trigger say in business words what they do", () => {
  show(flow);
  for (const words of ["新建线索时", "如果来源 是 官网注册", "分给小李", "等待 24 小时"])
    expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByText("官网来的")).toBeTruthy();
  expect(screen.getByText("其他情况")).toBeTruthy();
});

test("the plus on a line opens a palette that can be searched and puts the step there; undo takes it out again", () => {
  const current = show(flow);
  const plus = screen.getAllByLabelText("添加步骤");
  expect(plus).toHaveLength(5);
  fireEvent.click(plus[0] as HTMLElement);
  const palette = screen.getByRole("dialog", { name: "添加步骤" });
  fireEvent.change(within(palette).getByLabelText("搜索步骤"), { target: { value: "notify" } });
  const choices = within(palette)
    .getAllByRole("button")
    .filter((button) => button.className === "flow-choice");
  expect(choices).toHaveLength(1);
  fireEvent.click(choices[0] as HTMLElement);
  const added = current().nodes.find((node) => node.type === "notify");
  expect(current().start).toBe(added?.id);
  expect(added?.exits).toEqual({ next: "ask" });
  fireEvent.click(screen.getByLabelText("撤销"));
  expect(current()).toEqual(flow);
  fireEvent.click(screen.getByLabelText("重做"));
  expect(current().nodes).toHaveLength(4);
});

test("a click opens the declared settings, and a change shows at once on the card", () => {
  const current = show(flow);
  fireEvent.click(screen.getByText("等待 24 小时"));
  const amount = screen.getByLabelText(/等待多久/);
  fireEvent.change(amount, { target: { value: "3" } });
  fireEvent.blur(amount);
  expect(current().nodes.find((node) => node.id === "rest")?.settings).toEqual({ for: "3h" });
  expect(screen.getByText("等待 3 小时")).toBeTruthy();
});

test("the delete key takes the chosen step out and heals the line", () => {
  const current = show(flow);
  const card = screen.getByText("分给小李");
  fireEvent.click(card);
  fireEvent.keyDown(card, { key: "Delete" });
  expect(current().nodes.map((node) => node.id)).toEqual(["ask", "rest"]);
  expect(current().nodes[0]?.exits).toEqual({ yes: "rest" });
});

test("problems are counted and lead to their step", () => {
  show(aFlow([aNode("rest", "wait", {})]));
  fireEvent.click(screen.getByText("1 处需要修改"));
  const list = document.querySelector(".flow-problems") as HTMLElement;
  fireEvent.click(within(list).getByRole("button"));
  expect(screen.getByLabelText(/等待多久/)).toBeTruthy();
});

test("an assignment rule below one without a condition is marked as never applying", () => {
  const rules = [
    { id: "a", name: "全部", to: { strategy: "pool" } },
    { id: "b", name: "永远轮不到", to: { strategy: "pool" } },
  ];
  show(aFlow([aNode("give", "assign", { rules, fallback: { strategy: "pool" } })]));
  fireEvent.click(screen.getByText("2 条规则；其余放入公海"));
  expect(screen.getByText("前面的规则没有条件，这条不会生效")).toBeTruthy();
});

test("a schedule shows its next seven rounds, and another time of day doubles them", () => {
  const trigger = { type: "schedule", settings: { every: "week", weekdays: ["1"], times: ["09:00"] } };
  const current = show({ ...flow, trigger });
  fireEvent.click(screen.getByText(/每周一 09:00/));
  const rounds = () =>
    [...document.querySelectorAll(".flow-rounds li")].map((item) => item.textContent ?? "");
  expect(rounds()).toHaveLength(7);
  expect(rounds().filter((round) => round.includes("周一") && round.includes("09:00"))).toHaveLength(7);
  fireEvent.click(screen.getByRole("button", { name: /添加时间/ }));
  expect(current().trigger.settings["times"]).toEqual(["09:00", "10:00"]);
  expect(rounds().filter((round) => round.includes("10:00")).length).toBeGreaterThanOrEqual(3);
  fireEvent.click(screen.getByRole("button", { name: "删除 09:00" }));
  expect(current().trigger.settings["times"]).toEqual(["10:00"]);
});
