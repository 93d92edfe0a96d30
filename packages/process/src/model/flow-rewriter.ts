import { isPlainObject, type Json, type JsonObject, type SettingSpec } from "@mortise/kit";
import {
  QUOTE,
  defineRewriter,
  type FieldRewrite,
  type FlowDocument,
  rewriteExpression,
  type RewritePlace,
  rewriteSettings,
} from "@mortise/metadata";
import { FlowVariables } from "./flow-variables.ts";
import { findNode } from "../nodes/index.ts";
import { findPeople } from "../people/index.ts";
import { findStrategy } from "../strategies/index.ts";
import { rewriteTests } from "./rewrite-tests.ts";
import { findTrigger } from "../triggers/index.ts";

/** Takes flows along when a field gets another key or another field takes its place. */
export const flowRewriter = defineRewriter("flow", (flow, catalog, rewrite) => {
  const variables = new FlowVariables(flow, catalog);
  const place: FlowPlace = { entity: flow.entity, catalog, variables };
  const renamed: FlowDocument = {
    ...flow,
    ...rewriteTests(flow, rewrite),
    ...(flow.queueBy === undefined ? {} : { queueBy: rewrite.rename(flow.entity, flow.queueBy) }),
    trigger: {
      ...flow.trigger,
      settings: rewriteOwned(flow.trigger.settings, findTrigger(flow.trigger.type)?.settings, place, rewrite),
    },
    nodes: flow.nodes.map((node) => ({
      ...node,
      settings: rewriteOwned(node.settings, findNode(node.type)?.settings, place, rewrite),
    })),
  };
  return rewriteVariables(renamed, variables, rewrite);
});

/** A field of a record that a step has left, wherever it is named: `$find.record.amount`. */
const BEHIND = /(\$[A-Za-z0-9_-]+\.[a-z0-9_]+)\.([a-z0-9_]+)/g;

function rewriteVariables(flow: FlowDocument, variables: FlowVariables, rewrite: FieldRewrite): FlowDocument {
  const { fieldTypes } = variables.catalog;
  const rename = (whole: string, output: string, field: string): string => {
    const variable = variables.find(output);
    const entity = variable && fieldTypes.targetEntity(variable.field);
    return entity === undefined ? whole : `${output}.${rewrite.rename(entity, field)}`;
  };
  const inside = (value: Json): Json => {
    if (typeof value === "string") return value.replace(BEHIND, rename);
    if (Array.isArray(value)) return value.map((item: Json) => inside(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inside(item)]));
  };
  const nodes = flow.nodes.map((node) => {
    const settings = inside(node.settings);
    return isObject(settings) ? { ...node, settings } : node;
  });
  return { ...flow, nodes };
}

/** Where fields of a flow are named, with what its steps leave. */
interface FlowPlace extends RewritePlace {
  readonly variables?: FlowVariables;
}

/** What a custom setting stands beside. */
interface Surroundings {
  readonly place: FlowPlace;
  readonly rewrite: FieldRewrite;
  /** The entity whose records a step writes. */
  readonly target: string;
}

type RewriteCustom = (value: Json, surroundings: Surroundings) => Json;

function rewriteOwned(
  settings: JsonObject,
  specs: readonly SettingSpec[] | undefined,
  place: FlowPlace,
  rewrite: FieldRewrite,
): JsonObject {
  if (!specs) return settings;
  const surroundings = { place, rewrite, target: targetOf(settings, place) };
  const custom = ({ editor = "" }: SettingSpec, value: Json): Json =>
    Object.hasOwn(CUSTOM, editor) ? (CUSTOM[editor]?.(value, surroundings) ?? value) : value;
  return rewriteSettings(settings, specs, place, { ...rewrite, custom });
}

/** A step writes the record itself, the one behind a reference, or a new one of another entity. */
function targetOf(settings: JsonObject, place: FlowPlace): string {
  const { entity, reference } = settings;
  if (typeof entity === "string") return entity;
  if (typeof reference !== "string") return place.entity;
  const variable = place.variables?.find(reference)?.field;
  const behind = variable
    ? place.catalog.fieldTypes.targetEntity(variable)
    : place.catalog.targetOf(place.entity, reference);
  return behind ?? place.entity;
}

/** By the editor that makes the setting. */
const CUSTOM: Readonly<Record<string, RewriteCustom>> = {
  "field-values": (value, { place, rewrite, target }) =>
    mapItems(value, (item) => ({
      ...item,
      ...rewriteText(item, "field", (field) => rewrite.rename(target, field)),
      ...rewriteCondition(item, "value", { place, rewrite }),
    })),
  "call-inputs": rewriteValues,
  "given-back": rewriteValues,
  where: (value, { place, rewrite, target }) =>
    isObject(value)
      ? {
          ...value,
          rows: mapItems(value["rows"] ?? [], (item) => ({
            ...item,
            ...rewriteText(item, "field", (field) => rewrite.rename(target, field)),
            ...rewriteCondition(item, "value", { place, rewrite }),
          })),
        }
      : value,
  "http-address": (value, { place, rewrite }) =>
    rewriteTemplate(value, (field) => rewrite.rename(place.entity, field)),
  "slot-text": (value, { place, rewrite }) =>
    rewriteTemplate(value, (field) => rewrite.rename(place.entity, field)),
  "name-values": (value, around) => rewriteSlots(value, around),
  "name-value-tree": (value, around) => rewriteSlots(value, around),
  "script-inputs": (value, around) => rewriteSlots(value, around),
  "variable-value": (value, { place, rewrite }) => rewriteExpression(value, place, rewrite),
  "shown-fields": (value, { place, rewrite }) =>
    mapItems(value, (item) => ({
      ...item,
      ...rewriteText(item, "field", (field) => rewrite.rename(place.entity, field)),
    })),
  "decision-table": (value, { place, rewrite }) =>
    isObject(value)
      ? {
          ...value,
          inputs: mapItems(value["inputs"] ?? [], (item) => ({
            ...item,
            ...rewriteText(item, "field", (field) => rewrite.rename(place.entity, field)),
          })),
        }
      : value,
  "owner-lookups": (value, { place, rewrite }) =>
    mapItems(value, (item) => ({
      ...item,
      match: mapItems(item["match"] ?? [], (pair) => ({
        ...pair,
        ...rewriteText(pair, "field", (field) => rewrite.rename(textOf(item, "entity") ?? "", field)),
        ...rewriteText(pair, "own", (field) => rewrite.rename(place.entity, field)),
      })),
    })),
  "link-field": (value, { rewrite, target }) =>
    typeof value === "string" ? rewrite.rename(target, value) : value,
  branches: (value, around) =>
    mapItems(value, (item) => ({ ...item, ...rewriteCondition(item, "when", around) })),
  "assign-rules": (value, around) =>
    mapItems(value, (item) => ({
      ...item,
      ...rewriteCondition(item, "when", around),
      ...(isObject(item["to"]) ? { to: rewriteTarget(item["to"], around) } : {}),
    })),
  "assign-target": (value, around) => (isObject(value) ? rewriteTarget(value, around) : value),
  people: (value, { place, rewrite }) =>
    mapItems(value, (item) =>
      rewriteOwned(item, findPeople(textOf(item, "source"))?.settings, place, rewrite),
    ),
  template: (value, { place, rewrite }) =>
    rewriteTemplate(value, (field) => rewrite.rename(place.entity, field)),
};

/** Rows that each hold a value. */
function rewriteValues(value: Json, { place, rewrite }: Surroundings): Json {
  return mapItems(value, (item) => ({ ...item, ...rewriteCondition(item, "value", { place, rewrite }) }));
}

/** Rows of a name and what it holds: a text with fields in it, a field, or rows below. */
function rewriteSlots(value: Json, { place, rewrite }: Surroundings): Json {
  const rename = (field: string): string => rewrite.rename(place.entity, field);
  const inside = (item: JsonObject): JsonObject => ({
    ...item,
    ...rewriteText(item, "text", (text) => String(rewriteTemplate(text, rename))),
    ...rewriteText(item, "field", rename),
    ...(item["items"] === undefined ? {} : { items: mapItems(item["items"], inside) }),
  });
  return mapItems(value, inside);
}

function rewriteTarget(to: JsonObject, { place, rewrite }: Surroundings): JsonObject {
  return rewriteOwned(to, findStrategy(textOf(to, "strategy"))?.settings, place, rewrite);
}

function rewriteCondition(
  item: JsonObject,
  key: string,
  { place, rewrite }: Pick<Surroundings, "place" | "rewrite">,
): JsonObject {
  const condition = item[key];
  // Expressions are JSON.
  return condition === undefined ? {} : { [key]: rewriteExpression(condition, place, rewrite) as Json };
}

function rewriteText(item: JsonObject, key: string, change: (text: string) => string): JsonObject {
  const text = textOf(item, key);
  return text === undefined ? {} : { [key]: change(text) };
}

function rewriteTemplate(value: Json, rename: (field: string) => string): Json {
  if (typeof value === "string") {
    return value.replace(QUOTE, (_token, field: string) => `{${rename(field)}}`);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([locale, text]) => [locale, rewriteTemplate(text, rename)]),
  );
}

function mapItems(value: Json, change: (item: JsonObject) => JsonObject): Json {
  return Array.isArray(value) ? value.map((item: Json) => (isObject(item) ? change(item) : item)) : value;
}

function textOf(item: JsonObject, key: string): string | undefined {
  const value = item[key];
  return typeof value === "string" ? value : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return isPlainObject(value);
}
