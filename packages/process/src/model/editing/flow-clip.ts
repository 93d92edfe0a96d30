import {
  isPlainObject,
  type Json,
  type JsonObject,
  type LocalizedText,
  sameText,
  shortKey,
} from "@mortise/kit";
import { type Catalog, type FlowDocument, type FlowNode, kindOfField } from "@mortise/metadata";
import { findNode } from "../../nodes/index.ts";
import type { ExitPlace } from "../flow-edit.ts";
import { fieldsInFlow } from "../flow-fields.ts";
import { FlowVariables } from "../flow-variables.ts";
import { readVariable } from "../variable-path.ts";
import { putIn } from "./put-in.ts";

/** What things are called that copied steps use, for the place where they are missing. */
interface ClipNames {
  /** By entity and field: `lead amount`. */
  readonly fields: Readonly<Record<string, LocalizedText>>;
  readonly entities: Readonly<Record<string, LocalizedText>>;
  /** Results of steps that were not copied, by their path. */
  readonly results: Readonly<Record<string, LocalizedText>>;
}

/** What stands on the clipboard: steps of a flow, readable by any flow of any app of this product. */
interface CopiedSteps {
  readonly mortise: "flow-steps";
  readonly entity: string;
  readonly steps: readonly FlowNode[];
  readonly names: ClipNames;
}

/** Steps that were put into a flow. */
export interface PastedSteps {
  readonly flow: FlowDocument;
  /** The new steps, in their order. */
  readonly ids: readonly string[];
  /** Names of fields, entities and results of steps that they use and that are not there: to be chosen anew. */
  readonly missing: readonly LocalizedText[];
}

const BEGIN = '{"mortise":"flow-steps"';
const PATHS = /\$[A-Za-z0-9_-]+(?:\.[a-z0-9_]+)+/g;

/** Some steps of a flow as text for the clipboard, with the lines among them and beyond. */
export function copySteps(flow: FlowDocument, ids: ReadonlySet<string>, catalog: Catalog): string {
  const steps = flow.nodes.filter((node) => ids.has(node.id));
  const used = fieldsInFlow(alone(flow, steps), catalog);
  const variables = new FlowVariables(flow, catalog);
  const results = pathsIn(steps).flatMap((path) => {
    const name = variables.find(path)?.field.name;
    return name ? [[path, name] as const] : [];
  });
  const entities = [...new Set(used.map(({ entity }) => entity))];
  const copied: CopiedSteps = {
    mortise: "flow-steps",
    entity: flow.entity,
    steps,
    names: {
      fields: named(used, ({ entity, field }) => [`${entity} ${field}`, catalog.field(entity, field)?.name]),
      entities: named(entities, (entity) => [entity, catalog.find("entity", entity)?.name]),
      results: Object.fromEntries(results),
    },
  };
  return JSON.stringify(copied);
}

function named<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => readonly [string, LocalizedText | undefined],
): Readonly<Record<string, LocalizedText>> {
  const names = things.map(nameOf).flatMap(([key, name]) => (name ? [[key, name] as const] : []));
  return Object.fromEntries(names);
}

/** How many steps a text on the clipboard holds; 0 when it is something else. */
export function stepsIn(text: string): number {
  return readCopied(text)?.steps.length ?? 0;
}

function readCopied(text: string): CopiedSteps | undefined {
  if (!text.startsWith(BEGIN)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isOurs = isPlainObject(value) && Array.isArray(value["steps"]) && isPlainObject(value["names"]);
    // Whatever else somebody wrote into it is refused with the document, which the server checks when it is saved.
    return isOurs ? (value as unknown as CopiedSteps) : undefined;
  } catch {
    return undefined;
  }
}

/** Puts the steps that a text holds on a way out, under new ids; undefined when the text holds none. */
export function pasteSteps(
  text: string,
  {
    flow,
    catalog,
    place,
  }: { readonly flow: FlowDocument; readonly catalog: Catalog; readonly place: ExitPlace },
): PastedSteps | undefined {
  const copied = readCopied(text);
  if (!copied || copied.steps.length === 0) return undefined;
  const steps = underNewIds(copied.steps);
  const pasted = putIn(flow, place, steps);
  const missing = [
    ...missingFields(alone(flow, steps), catalog, copied),
    ...missingResults(pasted, steps, { catalog, names: copied.names }),
  ];
  const byName = new Map(missing.map((name) => [`${name.zh} ${name.en}`, name]));
  return { flow: pasted, ids: steps.map(({ id }) => id), missing: [...byName.values()] };
}

/** The steps as a flow of their own: what they use can be asked without the rest. */
function alone(
  { tests: _tests, queueBy: _queue, ...flow }: FlowDocument,
  nodes: readonly FlowNode[],
): FlowDocument {
  return { ...flow, trigger: { type: "", settings: {} }, nodes };
}

function missingFields(
  flow: FlowDocument,
  catalog: Catalog,
  { entity: from, names }: CopiedSteps,
): readonly LocalizedText[] {
  return fieldsInFlow(flow, catalog).flatMap(({ entity, field }) => {
    if (!catalog.find("entity", entity)) return [names.entities[entity] ?? sameText(entity)];
    if (kindOfField(catalog, entity, field) !== undefined) return [];
    const whose = entity === flow.entity ? from : entity;
    return [names.fields[`${whose} ${field}`] ?? sameText(field)];
  });
}

function missingResults(
  flow: FlowDocument,
  steps: readonly FlowNode[],
  { catalog, names }: { readonly catalog: Catalog; readonly names: ClipNames },
): readonly LocalizedText[] {
  const variables = new FlowVariables(flow, catalog);
  return steps.flatMap((step) => {
    const scope = variables.scope(step.id);
    return pathsIn([step])
      .filter((path) => scope.variable(path) === undefined)
      .map((path) => names.results[path] ?? outputName(flow, path));
  });
}

function outputName(flow: FlowDocument, path: string): LocalizedText {
  const node = flow.nodes.find(({ id }) => id === readVariable(path)?.node);
  return node?.name ?? findNode(node?.type ?? "")?.name ?? sameText(path);
}

function pathsIn(steps: readonly FlowNode[]): readonly string[] {
  const found = steps.flatMap(({ settings }) => JSON.stringify(settings).match(PATHS) ?? []);
  return [...new Set(found)].filter((path) => !path.startsWith("$old."));
}

/** Copies never share an id with what they were copied from; what they say of each other goes along. */
function underNewIds(steps: readonly FlowNode[]): readonly FlowNode[] {
  const ids = new Map(steps.map(({ id }) => [id, `s${shortKey(7)}`]));
  const renamed = (id: string): string => ids.get(id) ?? id;
  return steps.map((step) => ({
    ...step,
    id: renamed(step.id),
    settings: withPaths(step.settings, renamed),
    exits: Object.fromEntries(Object.entries(step.exits).map(([exit, target]) => [exit, renamed(target)])),
  }));
}

function withPaths(settings: JsonObject, renamed: (id: string) => string): JsonObject {
  const inside = (value: Json): Json => {
    if (typeof value === "string")
      return value.replace(PATHS, (path) => {
        const [first = "", ...rest] = path.slice(1).split(".");
        return `$${[renamed(first), ...rest].join(".")}`;
      });
    if (Array.isArray(value)) return value.map((item: Json) => inside(item));
    return isPlainObject(value) ? objectWith(value, inside) : value;
  };
  return objectWith(settings, inside);
}

function objectWith(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
