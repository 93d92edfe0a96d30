import { isPlainObject, type Json, type JsonObject, type SettingSpec } from "@mortise/kit";
import {
  QUOTE,
  defineRewriter,
  type FieldRewrite,
  rewriteExpression,
  type RewritePlace,
  rewriteSettings,
} from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import { findPeople } from "../people/index.ts";
import { findStrategy } from "../strategies/index.ts";
import { findTrigger } from "../triggers/index.ts";

/** Takes flows along when a field gets another key or another field takes its place. */
export const flowRewriter = defineRewriter("flow", (flow, catalog, rewrite) => {
  const place = { entity: flow.entity, catalog };
  return {
    ...flow,
    trigger: {
      ...flow.trigger,
      settings: rewriteOwned(flow.trigger.settings, findTrigger(flow.trigger.type)?.settings, place, rewrite),
    },
    nodes: flow.nodes.map((node) => ({
      ...node,
      settings: rewriteOwned(node.settings, findNode(node.type)?.settings, place, rewrite),
    })),
  };
});

/** What a custom setting stands beside. */
interface Surroundings {
  readonly place: RewritePlace;
  readonly rewrite: FieldRewrite;
  /** The entity whose records a step writes. */
  readonly target: string;
}

type RewriteCustom = (value: Json, surroundings: Surroundings) => Json;

function rewriteOwned(
  settings: JsonObject,
  specs: readonly SettingSpec[] | undefined,
  place: RewritePlace,
  rewrite: FieldRewrite,
): JsonObject {
  if (!specs) return settings;
  const surroundings = { place, rewrite, target: targetOf(settings, place) };
  const custom = ({ editor = "" }: SettingSpec, value: Json): Json =>
    Object.hasOwn(CUSTOM, editor) ? (CUSTOM[editor]?.(value, surroundings) ?? value) : value;
  return rewriteSettings(settings, specs, place, { ...rewrite, custom });
}

/** A step writes the record itself, the one behind a reference, or a new one of another entity. */
function targetOf(settings: JsonObject, place: RewritePlace): string {
  const { entity, reference } = settings;
  if (typeof entity === "string") return entity;
  const behind = typeof reference === "string" ? place.catalog.targetOf(place.entity, reference) : undefined;
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
