import type { DefinitionDocument, EntityDocument, FlowDocument, FlowNode } from "@mortise/metadata";

/** A small application whose flows are measured: tickets that find an owner, orders that people approve. */
export const DESK = "desk";

const text = (en: string, zh: string) => ({ zh, en });
const field = (id: string, type: string, en: string, zh: string) => ({ id, type, name: text(en, zh) });

function entity(id: string, en: string, zh: string): EntityDocument {
  return {
    kind: "entity",
    id,
    version: 1,
    name: text(en, zh),
    icon: "lead",
    color: "#2563eb",
    titleField: "name",
    owned: true,
    fields: [
      field("name", "text", "Name", "名称"),
      field("amount", "number", "Amount", "金额"),
      field("state", "text", "State", "状态"),
    ],
  };
}

const node = (id: string, type: string, settings: FlowNode["settings"], exits: FlowNode["exits"] = {}) => ({
  id,
  type,
  settings,
  exits,
});

function flow(id: string, of: string, start: string, nodes: readonly FlowNode[]): FlowDocument {
  return {
    kind: "flow",
    id,
    version: 1,
    name: text(id, id),
    entity: of,
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start,
    nodes,
  };
}

/** 条件 → 分配 → 通知: people take turns, and whoever gets the ticket is told. */
function routing(people: readonly string[]): FlowDocument {
  const big = { name: text("Big", "大额"), id: "yes", when: { ">": [{ var: "amount" }, 100] } };
  return flow("route", "ticket", "big", [
    node("big", "condition", { branches: [big] }, { yes: "assign" }),
    node(
      "assign",
      "assign",
      { rules: [], fallback: { strategy: "round-robin", users: [...people] } },
      { next: "tell" },
    ),
    node("tell", "notify", {
      to: [{ source: "owner" }],
      title: text("New ticket: {name}", "新工单：{name}"),
      body: text("", ""),
    }),
  ]);
}

/** 会签: everybody must approve; then the order is marked, and its approvers are told. */
function approval(people: readonly string[]): FlowDocument {
  const users = { source: "users", users: [...people] };
  return flow("approve", "order", "ask", [
    node(
      "ask",
      "approve",
      { to: [users], mode: "all", title: text("Approve {name}", "审批 {name}") },
      { approved: "mark", rejected: "mark", returned: "mark" },
    ),
    node("mark", "update", { values: [{ field: "state", value: "done" }] }, { next: "tell" }),
    node("tell", "notify", { to: [users], title: text("Done: {name}", "完成：{name}"), body: text("", "") }),
  ]);
}

/** The documents of the application; tickets go around `sellers`, orders are approved by `approvers`. */
export function deskApp(
  sellers: readonly string[],
  approvers: readonly string[],
): readonly DefinitionDocument[] {
  return [
    { kind: "app", id: DESK, version: 1, name: text("Desk", "服务台"), icon: "app", color: "#0f766e" },
    entity("ticket", "Ticket", "工单"),
    entity("order", "Order", "订单"),
    routing(sellers),
    approval(approvers),
    {
      kind: "role",
      id: "builder",
      version: 1,
      name: text("Builder", "搭建者"),
      builder: true,
      grants: {},
    },
  ];
}
