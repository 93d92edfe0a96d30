import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { writeAudit } from "../../audit/audit-log.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { isShortened } from "../permission/mask-value.ts";
import { mayReveal } from "../permission/entity-permission.ts";
import { onRow, ranksList } from "../permission/limit-sql.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows } from "../permission/row-access.ts";
import { fieldNotAllowed, recordNotFound, sealNotOpened, viewOnly } from "../record-errors.ts";
import type { RevealedValue, RevealRequest } from "../record-query.ts";
import { fetchLabels } from "./labels.ts";
import { valueList } from "./projection.ts";

function opened(value: Value, { id, kind, seal }: ModelField): Value {
  if (kind !== "secret" || typeof value !== "string") return value;
  const plain = seal?.open(value);
  if (plain === undefined) throw sealNotOpened({ field: id });
  return plain;
}

/**
 * Shows the clear value of a masked field to holders of the right to reveal it, and writes down that it did: without
 * the entry there is no answer. STORE_FIELD_NOT_ALLOWED for everybody else.
 */
export async function revealValue(
  context: GatewayContext,
  actor: Actor,
  { app, entity, id, field: fieldId }: RevealRequest & { readonly app: string },
): Promise<RevealedValue> {
  if (actor.viewer !== undefined) throw viewOnly();
  const access = accessRows(context, actor, { app, entity });
  const { model, permission, now } = access;
  const field = model.need(fieldId);
  if (!isId(id)) throw recordNotFound();
  return context.db.transaction().execute(async (db) => {
    const { rows } = await sql<DatabaseRow>`
      select t.id, ${valueList([field], access)}${ranksList(access)} from ${model.table} as t
      where t.id = ${id}::uuid and ${predicateSql(permission.read, access)}`.execute(db);
    const [row] = rows;
    if (!row) throw recordNotFound();
    const here = accessTo(onRow(permission, row), field.id);
    const isMasked = isShortened(here, field);
    if (here === "hidden" || field.valueType === null || (isMasked && !mayReveal(permission, field, actor)))
      throw fieldNotAllowed({ field: field.id });
    const value = opened(fromDatabase(row[field.id], field), field);
    if (isMasked) {
      await writeAudit(db, {
        kind: "reveal",
        actor: actor.userId,
        at: now,
        app,
        entity,
        record: id.toLowerCase(),
        details: { field: field.id },
      });
    }
    const scope = { context, db, now };
    // The value was granted: so are the names of what it points at.
    const fields = new Map(permission.fields).set(field.id, "read");
    const reader = { scope, actor, access: { ...access, permission: { ...permission, fields } } };
    return { value, labels: await fetchLabels(reader, [field], [{ [field.id]: value }]) };
  });
}
