import { defaultPage, firstPrint } from "@mortise/forms";
import type { LocalizedText } from "@mortise/kit";
import {
  type Catalog,
  type DefinitionDocument,
  type EntityDocument,
  type PageDocument,
  poolsOf,
} from "@mortise/metadata";

/** The kinds of documents that are made one by one. */
export type NewKind = "entity" | "form" | "view" | "flow" | "dashboard" | "page" | "print" | "pool" | "role";

interface NewDocument {
  readonly id: string;
  readonly name: LocalizedText;
  /** The entity it is about, for kinds that have one. */
  readonly entity: EntityDocument | undefined;
  /** The draft that it joins. */
  readonly catalog: Catalog;
}

const NO_LAYOUT: Pick<PageDocument, "kind" | "entity" | "keyFields" | "tabs" | "columns" | "blocks"> = {
  kind: "page",
  entity: "",
  keyFields: [],
  tabs: [],
  columns: [],
  blocks: [],
};

const NO_PRINT = { entity: "", paper: "A4", margin: 15, blocks: [] } as const;

/** A document of a kind with nothing in it yet that already passes validation. */
export function newDocument(kind: NewKind, { id, name, entity, catalog }: NewDocument): DefinitionDocument {
  const base = { id, name, version: 1 } as const;
  switch (kind) {
    case "entity":
      return {
        ...base,
        kind,
        icon: "table",
        color: "blue",
        owned: true,
        titleField: "name",
        fields: [{ id: "name", type: "text", name: { zh: "名称", en: "Name" }, required: true }],
      };
    case "form":
      return {
        ...base,
        kind,
        entity: entity?.id ?? "",
        items: (entity?.fields ?? [])
          .filter((field) => !field.readOnly)
          .map((field) => ({ type: "field", id: field.id, field: field.id, span: 6 })),
      };
    case "view":
      return {
        ...base,
        kind,
        entity: entity?.id ?? "",
        layout: "table",
        columns: [
          { field: entity?.titleField ?? "name" },
          ...(entity?.fields ?? [])
            .filter(({ id }) => id !== entity?.titleField)
            .slice(0, 6)
            .map(({ id: field }) => ({ field })),
        ],
      };
    case "flow":
      return {
        ...base,
        kind,
        entity: entity?.id ?? "",
        enabled: true,
        trigger: { type: "record-created", settings: {} },
        nodes: [],
        again: "restart",
      };
    case "dashboard":
      return { ...base, kind, cards: [] };
    case "page": {
      const { kind: _kind, ...layout } = entity ? defaultPage(catalog, entity) : NO_LAYOUT;
      return { ...layout, ...base, kind };
    }
    case "print":
      return { ...base, kind, ...(entity ? firstPrint(catalog, entity) : NO_PRINT) };
    case "pool":
      return { ...base, kind, entity: entity?.id ?? "", order: nextOrder(catalog, entity), claiming: "open" };
    case "role":
      return { ...base, kind, builder: false, grants: {} };
  }
}

/** A new pool is asked last. */
function nextOrder(catalog: Catalog, entity: EntityDocument | undefined): number {
  const pools = entity ? poolsOf(catalog.documents, entity.id) : [];
  return Math.max(0, ...pools.map(({ order }) => order)) + 1;
}
