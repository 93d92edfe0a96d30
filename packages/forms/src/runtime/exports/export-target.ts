import { fieldType } from "@mortise/fields";
import { localize } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { type Actor, type Store, throughParent } from "@mortise/store";
import { exportNotAllowed, exportRequestInvalid } from "../../errors.ts";
import type { ExportRequest } from "../../model/export/export-plan.ts";
import { type ExportColumn, exportColumns, exportFields, keyField } from "./export-columns.ts";

/** The rows of a sub-table as columns. */
export interface ExportChild {
  readonly field: FieldDefinition;
  readonly name: string;
  readonly columns: readonly ExportColumn[];
}

/** What is written of a list, by the release and the rights of the moment. */
export interface ExportTarget {
  readonly entity: EntityDocument;
  readonly columns: readonly ExportColumn[];
  readonly children: readonly ExportChild[];
  /** By which rows on other sheets name their record. */
  readonly key: ExportColumn;
}

/** Checks a request against the release in force and the actor's rights. */
export function exportTarget(
  store: Store,
  actor: Actor,
  place: { readonly app: string; readonly entity: string },
  request: ExportRequest,
): ExportTarget {
  const { app } = place;
  const { catalog } = store.releases.current(app);
  const entity = catalog.find("entity", place.entity);
  if (!entity) throw exportNotAllowed();
  const permission = store.records.permission(actor, app, entity.id);
  if (!permission.export || permission.read.kind === "none") throw exportNotAllowed();
  const readable = exportFields(entity, permission);
  const chosen = request.fields?.map((id) => {
    const field = readable.find((one) => one.id === id);
    if (!field) throw exportRequestInvalid({ field: id });
    return field;
  });
  const children = request.children === undefined || request.children === "none" ? [] : entity.fields;
  const subTables = children.filter(
    (field) =>
      fieldType(field.type).kind(field) === "rows" &&
      fieldType(field.type).column(field) === null &&
      (permission.fields.get(field.id) ?? "hidden") !== "hidden",
  );
  const key = keyField(entity, readable);
  const fields = [...new Set(chosen ?? readable)];
  const needsKey =
    request.children === "sheets" && subTables.length > 0 && !fields.some(({ id }) => id === key.id);
  const { locale } = actor;
  const [keyColumn] = exportColumns([key], locale);
  if (!keyColumn) throw exportNotAllowed();
  return {
    entity,
    columns: exportColumns(needsKey ? [key, ...fields] : fields, locale),
    children: subTables.flatMap((field) => childOf(store, actor, { app, field }) ?? []),
    key: keyColumn,
  };
}

function childOf(
  store: Store,
  actor: Actor,
  { app, field }: { readonly app: string; readonly field: FieldDefinition },
): ExportChild | undefined {
  const { catalog } = store.releases.current(app);
  const id = fieldType(field.type).targetEntity?.(field);
  const entity = id === undefined ? undefined : catalog.find("entity", id);
  if (!entity) return undefined;
  const permission = throughParent(store.records.permission(actor, app, entity.id));
  const own = new Set(entity.fields.map((one) => one.id));
  const fields = exportFields(entity, permission).filter((one) => own.has(one.id));
  const name = localize(field.name, actor.locale);
  return { field, name, columns: exportColumns(fields, actor.locale) };
}

/** The head of a column of child rows that stands beside its record. */
export function childHead(child: ExportChild, column: ExportColumn): string {
  return `${child.name}.${column.sheet.title}`;
}
