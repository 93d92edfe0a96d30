import { checkExpression, type Expression, type ValueKind } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import { text as hearing } from "../triggers/approval-outcome/text.ts";
import { findTrigger } from "../triggers/index.ts";
import { announcingSteps, unheard } from "./decided.ts";
import { callsOf, circleThrough } from "./calls/call-circle.ts";
import { INPUT, OUTPUT } from "./calls/call-signature.ts";
import { MOST_DEPTH } from "./calls/call-limits.ts";
import { describeCondition } from "./describe-condition.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "./node-type.ts";
import { FlowVariables } from "./flow-variables.ts";
import { endlessLoops } from "./endless-loops.ts";
import { homesOf, innerExits } from "./flow-structure.ts";
import { isRecordless } from "./no-record.ts";
import { Settings } from "./settings.ts";
import { stepsBefore } from "./steps-before.ts";
import { valueText } from "./value-text.ts";
import { type LabelOf, Wording } from "./wording.ts";

/** A complaint about a flow; errors stop publishing. `node` is the step to mend, absent for the flow and its trigger. */
export interface FlowProblem {
  readonly document: `flow/${string}`;
  /** Place inside the document: `nodes.2.settings.rules.0.when`. */
  readonly path: string;
  readonly node?: string;
  readonly message: LocalizedText;
  readonly severity: "error" | "warning";
}

const NO_LABEL: LabelOf = () => undefined;

/** What summaries of a flow's steps are made from. */
export function summaryContext(
  flow: FlowDocument,
  catalog: Catalog,
  label: LabelOf = NO_LABEL,
): SummaryContext {
  const wording = new Wording(catalog, label, valueText, new FlowVariables(flow, catalog));
  return {
    entity: flow.entity,
    wording,
    condition: (condition) => describeCondition(wording, flow.entity, condition),
  };
}

/** The one-line summary of a step in business words. */
export function nodeSummary(node: FlowNode, context: SummaryContext): LocalizedText {
  const type = findNode(node.type);
  return type
    ? type.summary(new Settings(node.settings), context)
    : { zh: "不认识的步骤", en: "Unknown step" };
}

/** The one-line summary of what starts a flow. */
export function triggerSummary(flow: FlowDocument, context: SummaryContext): LocalizedText {
  const type = findTrigger(flow.trigger.type);
  return type
    ? type.summary(new Settings(flow.trigger.settings), context)
    : { zh: "还没有选择触发方式", en: "No trigger chosen" };
}

/** What a check may look at: of a step, or of the trigger, which knows the record only. */
function checkContext(
  flow: FlowDocument,
  catalog: Catalog,
  { node, variables }: { readonly node?: string; readonly variables: FlowVariables },
): CheckContext {
  const scope = node === undefined ? catalog.flowScope(flow.entity) : variables.scope(node);
  return {
    catalog,
    entity: flow.entity,
    wording: new Wording(catalog, NO_LABEL, valueText, variables),
    variables,
    hasRecord: !isRecordless(flow),
    variable: (path) => scope.variable(path),
    expression(
      path: string,
      expression: Expression | undefined,
      kinds?: readonly string[],
    ): readonly SettingProblem[] {
      if (expression === undefined) return [];
      // Kinds come from the catalog's own variable types.
      const expected = kinds as readonly ValueKind[] | undefined;
      const result = checkExpression(expression, scope, expected ? { expected } : {});
      return result.ok ? [] : result.problems.map((problem) => ({ path, message: problem.message }));
    },
  };
}

/** Collects complaints about one flow document. */
class FlowCheck {
  readonly problems: FlowProblem[] = [];
  readonly #flow: FlowDocument;
  readonly #context: CheckContext;
  readonly #variables: FlowVariables;

  constructor(flow: FlowDocument, catalog: Catalog) {
    this.#flow = flow;
    this.#variables = new FlowVariables(flow, catalog);
    this.#context = checkContext(flow, catalog, { variables: this.#variables });
  }

  add(
    path: string,
    message: LocalizedText,
    options: { node?: string; severity?: "error" | "warning" } = {},
  ): void {
    const { node, severity = "error" } = options;
    this.problems.push({
      document: `flow/${this.#flow.id}`,
      path,
      message,
      severity,
      ...(node === undefined ? {} : { node }),
    });
  }

  run(): readonly FlowProblem[] {
    if (!this.#context.catalog.find("entity", this.#flow.entity)) {
      this.add("entity", { zh: "流程所属的实体不存在", en: "The flow's entity does not exist" });
      return this.problems;
    }
    this.#trigger();
    this.#start();
    for (const [index, node] of this.#flow.nodes.entries()) this.#node(node, `nodes.${index}`);
    this.#reachable();
    this.#loops();
    this.#blocks();
    this.#circles();
    this.#hearing();
    return this.problems;
  }

  #trigger(): void {
    const { trigger } = this.#flow;
    const type = findTrigger(trigger.type);
    if (!type)
      return this.add("trigger.type", { zh: "请选择流程何时开始", en: "Choose when the flow starts" });
    const settings = new Settings(trigger.settings);
    const found = [
      ...type.check(settings, this.#context),
      ...this.#context.expression("when", settings.expression("when"), ["boolean"]),
    ];
    for (const { path, message, severity } of found)
      this.add(`trigger.settings.${path}`, message, severity ? { severity } : {});
  }

  /** What the trigger is to hear of has to be there. */
  #hearing(): void {
    const found = unheard(this.#flow, this.#context.catalog);
    if (!found) return;
    const message =
      found.setting === "node" ? hearing.goneNode : found.isOther ? hearing.otherEntity : hearing.goneFlow;
    this.add(`trigger.settings.${found.setting}`, message);
  }

  /** What is returned goes to approvals that come before. */
  #returns(node: FlowNode, targets: readonly string[], path: string): void {
    if (targets.length === 0) return;
    const before = stepsBefore(this.#flow, node.id);
    const steps = new Set(announcingSteps(this.#flow).map(({ id }) => id));
    if (targets.every((id) => id !== node.id && before.has(id) && steps.has(id))) return;
    const message = {
      zh: "可以退回的节点里，有的已不存在，或者不在这一步之前",
      en: "Some steps that it may be returned to are gone, or do not come before this one",
    };
    this.add(`${path}.settings.returnSteps`, message, { node: node.id });
  }

  #start(): void {
    const { start, nodes } = this.#flow;
    if (start === undefined || nodes.length === 0)
      return this.add(
        "start",
        { zh: "流程还没有步骤", en: "The flow has no steps yet" },
        { severity: "warning" },
      );
    if (!nodes.some((node) => node.id === start))
      this.add("start", {
        zh: "第一个步骤不存在，请重新连接",
        en: "The first step does not exist; connect another",
      });
  }

  #node(node: FlowNode, path: string): void {
    const at = { node: node.id };
    if (this.#flow.nodes.find((other) => other.id === node.id) !== node)
      this.add(`${path}.id`, { zh: "步骤编号重复", en: "Two steps have the same id" }, at);
    if (node.id === INPUT || node.id === OUTPUT)
      this.add(
        `${path}.id`,
        {
          zh: `步骤编号不能是“${node.id}”，请删除后重新添加`,
          en: `No step may have the id "${node.id}"; remove it and add it again`,
        },
        at,
      );
    const type = findNode(node.type);
    if (!type)
      return this.add(
        `${path}.type`,
        { zh: `不认识的步骤类型“${node.type}”`, en: `Unknown step type "${node.type}"` },
        at,
      );
    const settings = new Settings(node.settings);
    const context = checkContext(this.#flow, this.#context.catalog, {
      node: node.id,
      variables: this.#variables,
    });
    for (const { path: setting, message, severity } of type.check(settings, context))
      this.add(`${path}.settings${setting && `.${setting}`}`, message, severity ? { ...at, severity } : at);
    if (isRecordless(this.#flow) && type.needsRecord?.(settings) === true)
      this.add(
        path,
        {
          zh: "这个流程没有记录，这一步做不了：请先查找记录，再对找到的记录处理，或者调用另一个流程",
          en: "The flow is about no record, so this step has nothing to work on: find records first, or call another flow for them",
        },
        at,
      );
    this.#returns(node, type.returnsTo?.(settings) ?? [], path);
    const exits = new Set(type.exits(settings).map((exit) => exit.id));
    for (const [exit, target] of Object.entries(node.exits)) {
      if (!exits.has(exit))
        this.add(
          `${path}.exits.${exit}`,
          {
            zh: "有一条连线的出口已不存在，请删除后重连",
            en: "A line leaves by an exit that no longer exists; connect it again",
          },
          at,
        );
      if (!this.#flow.nodes.some((other) => other.id === target))
        this.add(
          `${path}.exits.${exit}`,
          { zh: "连线指向的步骤不存在", en: "A line leads to a step that does not exist" },
          at,
        );
    }
  }

  #loops(): void {
    for (const [first = ""] of endlessLoops(this.#flow.nodes))
      this.add(
        `nodes.${this.#flow.nodes.findIndex((node) => node.id === first)}`,
        {
          zh: "从这里开始会一直循环，没有出口",
          en: "From here the flow goes round for ever: nothing leads out",
        },
        { node: first },
      );
  }

  /** Flows that call each other, or themselves, come to an end by their conditions alone. */
  #circles(): void {
    for (const { node, flow } of callsOf(this.#flow)) {
      const circle = circleThrough(this.#flow, flow, this.#context.catalog);
      if (!circle) continue;
      const names = [this.#flow, ...circle, this.#flow].map(({ name }) => name);
      const zh = names.map((name) => `“${name.zh}”`).join("→");
      const en = names.map((name) => `“${name.en || name.zh}”`).join(" → ");
      this.add(
        `nodes.${this.#flow.nodes.findIndex(({ id }) => id === node)}`,
        {
          zh: `流程会绕回来调用自己：${zh}。请确认有条件让它停下；最多 ${MOST_DEPTH} 层`,
          en: `The flow comes to call itself: ${en}. See that a condition ends it; ${MOST_DEPTH} levels are the most`,
        },
        { node, severity: "warning" },
      );
    }
  }

  /** Lines that cross the edge of a block do what few people mean. */
  #blocks(): void {
    const homes = homesOf(this.#flow);
    for (const [index, node] of this.#flow.nodes.entries()) {
      const inner = innerExits(node);
      const around = homes.get(node.id) ?? [];
      for (const [exit, target] of Object.entries(node.exits)) {
        const inside = inner.has(exit) ? [...around, node.id] : around;
        const home = homes.get(target);
        if (home && inside.some((block, depth) => home[depth] !== block))
          this.add(
            `nodes.${index}.exits.${exit}`,
            {
              zh: "这条连线离开了并行或循环：走到这里时，其他分支会被取消",
              en: "This line leaves a block of branches: taking it cancels the other branches",
            },
            { node: node.id, severity: "warning" },
          );
      }
    }
  }

  #reachable(): void {
    const byId = new Map(this.#flow.nodes.map((node) => [node.id, node]));
    const reached = new Set<string>();
    const waiting = this.#flow.start === undefined ? [] : [this.#flow.start];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (reached.has(id)) continue;
      reached.add(id);
      waiting.push(...Object.values(byId.get(id)?.exits ?? {}));
    }
    for (const [index, node] of this.#flow.nodes.entries())
      if (!reached.has(node.id))
        this.add(
          `nodes.${index}`,
          { zh: "没有路能走到这个步骤", en: "No way leads to this step" },
          { node: node.id, severity: "warning" },
        );
  }
}

/** Everything that is wrong with a flow, in the order of its steps; empty when it can be published and run. */
export function validateFlow(flow: FlowDocument, catalog: Catalog): readonly FlowProblem[] {
  return new FlowCheck(flow, catalog).run();
}
