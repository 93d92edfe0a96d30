import { type Catalog, type EntityDocument, SYSTEM_FIELDS, type ArchiveRows } from "@mortise/metadata";
import { fieldType } from "@mortise/fields";
import type { Actor } from "@mortise/store";
import type { Services } from "../services.ts";

/** Enough to see how an app works; moving real data is what export and import of lists are for. */
const ROWS_PER_ENTITY = 200;

/**
 * The newest rows of each entity as far as the actor may see them, entities that others refer to first. People, teams,
 * files and rows that are not in the file are left out: they do not exist where the file goes.
 */
export async function readSamples(
  services: Services,
  actor: Actor,
  app: string,
): Promise<readonly ArchiveRows[]> {
  const { catalog } = services.store.releases.current(app);
  const known = new Set<string>();
  const samples: ArchiveRows[] = [];
  for (const entity of inOrder(catalog)) {
    if (!services.store.records.permissionSummary(actor, app, entity.id).read) continue;
    const { items } = await services.store.records.query(actor, app, {
      entity: entity.id,
      limit: ROWS_PER_ENTITY,
      sort: [{ field: "created_at", descending: true }],
    });
    const rows = items.map((row) => portable(row, entity, known));
    for (const { id } of items) known.add(id);
    if (rows.length > 0) samples.push({ entity: entity.id, rows: rows.toReversed() });
  }
  return samples;
}

/** Entities after those that they refer to, as far as there is such an order; rows of sub-tables go with their parents. */
function inOrder(catalog: Catalog): readonly EntityDocument[] {
  const ordered: EntityDocument[] = [];
  const visit = (entity: EntityDocument, above: ReadonlySet<string>): void => {
    if (ordered.includes(entity) || above.has(entity.id)) return;
    for (const field of entity.fields) {
      const target = catalog.fieldTypes.targetEntity(field);
      const document = target === undefined ? undefined : catalog.find("entity", target);
      if (document && !document.parent) visit(document, new Set([...above, entity.id]));
    }
    ordered.push(entity);
  };
  for (const entity of catalog.all("entity")) if (!entity.parent) visit(entity, new Set());
  return ordered;
}

const SYSTEM: ReadonlySet<string> = new Set(SYSTEM_FIELDS);

function portable(
  row: Readonly<Record<string, unknown>> & { readonly id: string },
  entity: EntityDocument,
  known: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const values = entity.fields.flatMap((field): [string, unknown][] => {
    const type = fieldType(field.type);
    const value = row[field.id];
    if (SYSTEM.has(field.id) || type.computed === "on-write" || value === undefined || value === null)
      return [];
    const column = type.column(field);
    if (column === null || column.type === "jsonb") return [];
    if (!column.references && column.type !== "uuid[]") return [[field.id, value]];
    return typeof value === "string" && known.has(value) ? [[field.id, value]] : [];
  });
  return Object.fromEntries([["id", row.id], ...values]);
}
