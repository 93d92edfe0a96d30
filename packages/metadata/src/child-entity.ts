import type { DefinitionDocument } from "./documents/document.ts";
import type { EntityDocument, FieldDefinition } from "./documents/entity.ts";
import type { EntityGrant, RoleDocument } from "./documents/role.ts";

/** Longest id that leaves room for a number behind it. */
const LONGEST = 44;

/** What a new sub-table asks of the draft. */
export interface ChildTable {
  /** The rows, with one column. */
  readonly child: EntityDocument;
  /** Roles that may use the record may use its rows: rights on rows hold in addition to those on their record. */
  readonly roles: readonly RoleDocument[];
}

/** The rows of a sub-table that has none yet, and what roles may do with them. */
export function childTableFor(
  documents: readonly DefinitionDocument[],
  entity: EntityDocument,
  field: FieldDefinition,
): ChildTable {
  const taken = new Set(documents.flatMap((each) => (each.kind === "entity" ? [each.id] : [])));
  const id = freeId(`${entity.id}_${field.id.replace(/^f_/, "")}`.slice(0, LONGEST), taken);
  const child: EntityDocument = {
    kind: "entity",
    id,
    version: 1,
    name: field.name,
    icon: "lines",
    color: entity.color,
    owned: false,
    titleField: "name",
    parent: { entity: entity.id, field: field.id },
    fields: [{ id: "name", type: "text", name: { zh: "名称", en: "Name" } }],
  };
  const roles = documents.flatMap((role) => {
    const grant = role.kind === "role" ? role.grants[entity.id] : undefined;
    return role.kind === "role" && grant
      ? [{ ...role, grants: { ...role.grants, [id]: rowGrant(grant) } }]
      : [];
  });
  return { child, roles };
}

function rowGrant({ create, read, update, import: imports, export: exports }: EntityGrant): EntityGrant {
  const mayWrite = create || update.length > 0;
  return {
    create: mayWrite,
    read: read.length > 0 ? ["all"] : [],
    update: mayWrite ? ["all"] : [],
    delete: mayWrite ? ["all"] : [],
    ...(imports ? { import: true } : {}),
    ...(exports ? { export: true } : {}),
  };
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}_${number}`;
  return id;
}
