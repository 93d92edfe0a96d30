import type { Scope, VariableType } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog, FieldDefinition, FlowNode, FlowTrigger } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import { type CallSignature, INPUT, OUTPUT } from "./calls/call-signature.ts";
import { signatureOf } from "./calls/signature-of.ts";
import { type FlowGraph, homesOf } from "./flow-structure.ts";
import { isRecordless } from "./no-record.ts";
import { Settings } from "./settings.ts";
import { stepsBefore } from "./steps-before.ts";
import type { FlowVariable, VariableNames } from "./node-output.ts";
import { readVariable } from "./variable-path.ts";

/** Everything the steps of one flow leave for later steps: what there is, of which kind, and which steps see it. */
export class FlowVariables implements VariableNames {
  readonly catalog: Catalog;
  /** What the flow takes when it is called and what it gives back. */
  readonly signature: CallSignature | undefined;
  readonly #flow: FlowGraph & { readonly trigger?: FlowTrigger };
  readonly #entity: string;
  /** Found out when first asked for: what a step gives may depend on what another one gives. */
  readonly #outputs = new Map<string, readonly FlowVariable[]>();

  constructor(
    flow: FlowGraph & { readonly entity: string; readonly trigger?: FlowTrigger },
    catalog: Catalog,
  ) {
    this.#flow = flow;
    this.signature = flow.trigger && signatureOf({ trigger: flow.trigger });
    this.catalog = catalog;
    this.#entity = flow.entity;
  }

  /** The outputs of one step. */
  of(node: string): readonly FlowVariable[] {
    const known = this.#outputs.get(node);
    if (known) return known;
    // Whoever asks for its own outputs meanwhile goes round in a circle and gets none.
    this.#outputs.set(node, []);
    const definition = this.#flow.nodes.find((candidate) => candidate.id === node);
    const made = definition ? this.#outputsOf(definition) : this.#called(node);
    this.#outputs.set(node, made);
    return made;
  }

  /** The variable at a path, also behind an output that is a record. */
  find(path: string): FlowVariable | undefined {
    const parts = readVariable(path);
    const output = parts && this.of(parts.node).find((variable) => variable.path === `$${parts.key}`);
    return output && this.#behind(output, parts.rest);
  }

  /** What a step may use: what the flow was called with, and the outputs of steps that come before it, in the order of the flow. */
  at(node: string): readonly FlowVariable[] {
    const before = stepsBefore(this.#flow, node);
    const given = this.#flow.nodes
      .filter(({ id }) => before.has(id) && this.#isInReach(id, node))
      .flatMap(({ id }) => this.of(id));
    return [...this.of(INPUT), ...given];
  }

  /** The same with the fields of each record that an output holds, for pickers. */
  offeredAt(node: string): readonly FlowVariable[] {
    return this.at(node).flatMap((variable) => [variable, ...this.#fieldsOf(variable)]);
  }

  /** The names that expressions of a step may use: those of the record, and the variables; `node` null: all of them. */
  scope(node: string | null): Scope {
    const base = this.catalog.flowScope(this.#entity);
    const isAbout = !isRecordless(this.#flow);
    const seen = node === null ? undefined : new Set(this.at(node).map((variable) => variable.path));
    return {
      variable: (path) => {
        const own = isAbout || isCommon(path) ? base.variable(path) : undefined;
        if (own) return own;
        const variable = readVariable(path);
        if (!variable || (seen && !seen.has(`$${variable.key}`))) return undefined;
        const found = this.find(path);
        return found && this.#typeOf(found.field);
      },
    };
  }

  #outputsOf(node: FlowNode): readonly FlowVariable[] {
    const type = findNode(node.type);
    const outputs = type?.outputs?.(new Settings(node.settings), {
      catalog: this.catalog,
      entity: this.#entity,
      variables: this,
    });
    const step = node.name ?? type?.name ?? { zh: node.id, en: node.id };
    return (outputs ?? []).map(({ field, guard, isSettable }) => ({
      path: `$${node.id}.${field.id}`,
      node: node.id,
      field: { ...field, id: `$${node.id}.${field.id}`, name: joined(step, field.name) },
      ...(guard ? { guard } : {}),
      ...(isSettable ? { isSettable } : {}),
    }));
  }

  /** What the flow is called with, and what it gives back: not what a step leaves, but named likewise. */
  #called(place: string): readonly FlowVariable[] {
    const { inputs = [], outputs = [] } = this.signature ?? {};
    const made = (first: LocalizedText, field: FieldDefinition): FlowVariable => {
      const path = `$${place}.${field.id}`;
      return { path, node: place, field: { ...field, id: path, name: joined(first, field.name) } };
    };
    if (place === INPUT) return inputs.map(({ field }) => made(INPUT_NAME, field));
    return place === OUTPUT ? outputs.map((field) => made(OUTPUT_NAME, field)) : [];
  }

  #behind(output: FlowVariable, [first, second, ...more]: readonly string[]): FlowVariable | undefined {
    if (first === undefined) return output;
    if (more.length > 0) return undefined;
    const inner = this.#fieldsOf(output).find((variable) => variable.path === `${output.path}.${first}`);
    if (!inner || second === undefined) return inner;
    // Of a person, paths may ask for the main team.
    if (second !== "team" || this.catalog.fieldTypes.kindOf(inner.field) !== "user") return undefined;
    const path = `${inner.path}.team`;
    const field = { id: path, type: "team", name: joined(inner.field.name, { zh: "团队", en: "Team" }) };
    return { ...inner, path, field };
  }

  #fieldsOf(variable: FlowVariable): readonly FlowVariable[] {
    const types = this.catalog.fieldTypes;
    if (types.kindOf(variable.field) !== "reference") return [];
    const entity = types.targetEntity(variable.field);
    const document = entity === undefined ? undefined : this.catalog.find("entity", entity);
    if (entity === undefined || !document) return [];
    const fields = [...document.fields, ...(document.owned ? OWNED : []), ...ALWAYS];
    return fields
      .filter((field) => types.kindOf(field) !== "rows")
      .map((field) => ({
        path: `${variable.path}.${field.id}`,
        node: variable.node,
        field: {
          ...field,
          id: `${variable.path}.${field.id}`,
          name: joined(variable.field.name, field.name),
        },
        guard: { entity, fields: [field.id] },
      }));
  }

  /** What a round of a loop leaves, only steps of the same round see. */
  #isInReach(giver: string, reader: string): boolean {
    const homes = homesOf(this.#flow);
    const around = homes.get(reader) ?? [];
    return (homes.get(giver) ?? []).every((block) => around.includes(block) || !this.#hasRounds(block));
  }

  #hasRounds(id: string): boolean {
    const node = this.#flow.nodes.find((candidate) => candidate.id === id);
    return node !== undefined && findNode(node.type)?.hasRounds?.(new Settings(node.settings)) === true;
  }

  #typeOf(field: FieldDefinition): VariableType {
    const types = this.catalog.fieldTypes;
    const optionKeys = types.optionKeys(field);
    const currency = types.currencyOf?.(field);
    const kind = types.kindOf(field);
    return {
      kind,
      name: field.name,
      ...(kind === "team" ? { tree: true as const } : {}),
      ...(currency === undefined ? {} : { currency }),
      ...(optionKeys ? { optionKeys, optionScores: types.optionScores?.(field) ?? {} } : {}),
    };
  }
}

/** Names that stand for something in every flow: the day, who starts it. */
function isCommon(path: string): boolean {
  return path.startsWith("$") && !path.startsWith("$old.");
}

const INPUT_NAME: LocalizedText = { zh: "输入", en: "Input" };
const OUTPUT_NAME: LocalizedText = { zh: "返回结果", en: "Given back" };
const OWNED: readonly FieldDefinition[] = [
  { id: "owner", type: "user", name: { zh: "负责人", en: "Owner" } },
  { id: "team", type: "team", name: { zh: "所属团队", en: "Team" } },
];
const ALWAYS: readonly FieldDefinition[] = [
  { id: "created_at", type: "datetime", name: { zh: "创建时间", en: "Created at" } },
  { id: "created_by", type: "user", name: { zh: "创建人", en: "Created by" } },
];

function joined(first: LocalizedText, second: LocalizedText): LocalizedText {
  return { zh: `${first.zh} · ${second.zh}`, en: `${first.en} · ${second.en}` };
}
