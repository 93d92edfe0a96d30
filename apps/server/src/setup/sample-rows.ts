import type { ArchiveRows, Catalog, EntityDocument } from "@mortise/metadata";
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
    const rows = items.map((row) => portable(row, entity, { catalog, known }));
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

/** Kinds of value that mean nothing on another server. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "user",
  "users",
  "team",
  "teams",
  "files",
  "references",
  "rows",
]);

function portable(
  row: Readonly<Record<string, unknown>> & { readonly id: string },
  entity: EntityDocument,
  { catalog, known }: { readonly catalog: Catalog; readonly known: ReadonlySet<string> },
): Readonly<Record<string, unknown>> {
  const values = entity.fields.flatMap((field): [string, unknown][] => {
    const kind = catalog.fieldTypes.kindOf(field);
    const value = row[field.id];
    const isGiven = value !== undefined && value !== null;
    if (!isGiven || LEFT_OUT.has(kind) || catalog.fieldTypes.expressionOf?.(field) !== undefined) return [];
    if (kind !== "reference") return [[field.id, value]];
    return typeof value === "string" && known.has(value) ? [[field.id, value]] : [];
  });
  return Object.fromEntries([["id", row.id], ...values]);
}
