import { fieldCatalog } from "@mortise/fields";
import { outsideProvider, type JsonObject } from "@mortise/kit";
import type { Catalog, FieldDefinition, FlowDocument } from "@mortise/metadata";
import type { FlowVariable } from "../../model/node-output.ts";
import { createContext, useContext } from "react";

/** What editors of one step or trigger may look at: the app, the flow's entity and trigger, the other settings. */
export interface NodeScope {
  readonly catalog: Catalog;
  readonly entity: string;
  /** Id of the flow. */
  readonly flow: string;
  /** The flow as it is drafted. */
  readonly document: FlowDocument;
  /** The step; absent for the trigger. */
  readonly node?: string | undefined;
  /** Id of the trigger's type. */
  readonly trigger: string;
  readonly settings: JsonObject;
  /** What earlier steps leave. */
  readonly variables: readonly FlowVariable[];
}

const NodeScopeContext = createContext<NodeScope | undefined>(undefined);

/** Hands the scope to the editors below. */
export const NodeScopeProvider = NodeScopeContext.Provider;

/** The scope of the surrounding inspector. */
export function useNodeScope(): NodeScope {
  const scope = useContext(NodeScopeContext);
  if (!scope) throw outsideProvider({ part: "useNodeScope", provider: "FlowInspector" });
  return scope;
}

const OWNED: readonly FieldDefinition[] = [
  { id: "owner", type: "user", name: { zh: "负责人", en: "Owner" } },
  { id: "team", type: "team", name: { zh: "所属团队", en: "Team" } },
];
const ALWAYS: readonly FieldDefinition[] = [
  { id: "created_at", type: "datetime", name: { zh: "创建时间", en: "Created at" } },
  { id: "created_by", type: "user", name: { zh: "创建人", en: "Created by" } },
];

/** The fields of an entity with the system fields that flows use. */
export function fieldsOf(catalog: Catalog, entity: string): readonly FieldDefinition[] {
  const document = catalog.find("entity", entity);
  return document ? [...document.fields, ...(document.owned ? OWNED : []), ...ALWAYS] : [];
}

/** Entity that an update or create step writes to. */
export function writtenEntity({ catalog, entity, settings, variables }: NodeScope): string {
  const created = settings["entity"];
  if (typeof created === "string") return created;
  const reference = settings["reference"];
  const variable = variables.find(({ path }) => path === reference)?.field;
  const field = variable ?? (typeof reference === "string" ? catalog.field(entity, reference) : undefined);
  return (field && fieldCatalog.targetEntity(field)) ?? entity;
}
