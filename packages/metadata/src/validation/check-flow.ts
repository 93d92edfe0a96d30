import type { Catalog } from "../catalog.ts";
import { type FlowDocument, WHOLE_FLOW } from "../documents/flow.ts";
import { checkEntityExists, checkUniqueIds } from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

/** Checks the shape of a flow; what each node needs is the process engine's to say. */
export function checkFlow(flow: FlowDocument, catalog: Catalog, list: ProblemList): void {
  checkEntityExists("entity", flow.entity, catalog, list);
  checkUniqueIds("nodes", flow.nodes, list);
  checkQueue(flow, catalog, list);
  const ids = new Set(flow.nodes.map(({ id }) => id));
  if (flow.start === undefined) {
    if (flow.nodes.length > 0 || flow.enabled) {
      list.error(
        "start",
        "流程还没有第一步，请从触发器连出一个步骤",
        "The flow has no first step; connect the trigger to a node",
      );
    }
  } else if (!ids.has(flow.start)) {
    list.error(
      "start",
      "流程的第一步已不存在，请重新连接",
      "The first step of the flow is gone; connect it again",
    );
  }
  flow.nodes.forEach((node, index) => {
    for (const [exit, target] of Object.entries(node.exits)) {
      if (ids.has(target)) continue;
      list.error(
        `nodes.${index}.exits.${exit}`,
        "连线指向的步骤已不存在，请重新连接",
        "The connection leads to a node that is gone; connect it again",
      );
    }
  });
  warnUnreached(flow, list);
}

function checkQueue({ again, queueBy, entity }: FlowDocument, catalog: Catalog, list: ProblemList): void {
  if (again !== "queue" || queueBy === undefined || queueBy === WHOLE_FLOW) return;
  if (catalog.field(entity, queueBy)) return;
  list.error(
    "queueBy",
    "排队所按的字段已不存在，请重新选择",
    "The field by which runs wait for each other is gone; choose again",
  );
}

function warnUnreached(flow: FlowDocument, list: ProblemList): void {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const reached = new Set<string>();
  const open = flow.start === undefined ? [] : [flow.start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...Object.values(byId.get(id)?.exits ?? {}));
  }
  flow.nodes.forEach((node, index) => {
    if (reached.has(node.id)) return;
    const { zh = "", en = "" } = node.name ?? {};
    list.warning(
      `nodes.${index}`,
      node.name ? `步骤“${zh || en}”没有连到流程里，不会执行` : "有一个步骤没有连到流程里，不会执行",
      node.name
        ? `The step “${en || zh}” is not connected and will not run`
        : "A step is not connected and will not run",
    );
  });
}
