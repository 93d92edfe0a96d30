import type { ErrorDetail } from "@mortise/kit";
import { sql } from "kysely";
import { type UniqueKey, uniqueKeys } from "../../schema/unique-keys.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { accessTo } from "../permission/field-guard.ts";
import { typeText } from "../sql-text.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";
import { quoteIdentifier } from "../../schema/names.ts";
import { describeOthers } from "./describe-other.ts";
import { problemText } from "./problems.ts";
import type { UniqueRow } from "./unique-row.ts";

/** A row that breaks a rule. */
interface Breach {
  readonly row: UniqueRow;
  /** The record that has the values already; null when it is another row of the write. */
  readonly other: string | null;
}

/** What rows have against the unique rules of their entity: one detail per field of a rule that the writer may see. */
export async function ruleDetails(
  write: Write,
  model: EntityModel,
  rows: readonly UniqueRow[],
): Promise<readonly ErrorDetail[]> {
  const keys = uniqueKeys(model.entity, write.session.context.fieldType);
  if (keys.length === 0 || rows.length === 0) return [];
  const details: ErrorDetail[] = [];
  const { permission } = accessForWrite(write, model.id);
  for (const key of keys) {
    const breaches = await breachesOf(write, model, key, rows);
    const others = await describeOthers(write, model, {
      ids: breaches.flatMap(({ other }) => other ?? []),
      fields: key.fields.map(({ id }) => id),
    });
    for (const { row, other } of breaches) {
      const message = other === null ? problemText.repeated : (others.get(other) ?? problemText.taken);
      const shown = key.fields.filter(({ id }) => accessTo(permission, id) !== "hidden");
      for (const { id } of shown.length > 0 ? shown : key.fields.slice(0, 1))
        details.push({ path: `${row.path}${id}`, message });
    }
  }
  return details;
}

/** The rules that a row breaks against other live records, with the record that has the values. */
export async function brokenRules(
  write: Write,
  model: EntityModel,
  row: UniqueRow,
): Promise<readonly { readonly fields: readonly string[]; readonly other: string }[]> {
  const broken: { readonly fields: readonly string[]; readonly other: string }[] = [];
  for (const key of uniqueKeys(model.entity, write.session.context.fieldType)) {
    for (const { other } of await breachesOf(write, model, key, [row]))
      if (other !== null) broken.push({ fields: key.fields.map(({ id }) => id), other });
  }
  return broken;
}

/** One statement for any number of rows; each looks its values up in the rule's index. */
async function breachesOf(
  write: Write,
  model: EntityModel,
  key: UniqueKey,
  rows: readonly UniqueRow[],
): Promise<readonly Breach[]> {
  const list = rows.map((row, n) => ({
    n,
    ...Object.fromEntries(key.fields.map(({ id }) => [id, row.values[id] ?? null])),
  }));
  const shape = key.fields.map(
    ({ id }) => `${quoteIdentifier(id)} ${typeText(model.need(id).columnType ?? "text")}`,
  );
  const names = key.fields.map((_, index) => `k${index}`);
  const given = key.expressions("r.").map((expression, index) => `${expression} as k${index}`);
  const same = key.expressions("t.").map((expression, index) => `${expression} = g.k${index}`);
  const ids = rows.map(({ id }) => id);
  const { rows: found } = await sql<{ n: number; other: string | null; repeated: boolean }>`
    select g.n, g.repeated, o.id as other from (
      select n, ${sql.raw(names.join(", "))}, row_number() over (partition by ${sql.raw(names.join(", "))} order by n) > 1 as repeated
      from (select n, ${sql.raw(given.join(", "))}
        from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(n integer, ${sql.raw(shape.join(", "))})) as k
      where ${sql.raw(names.map((name) => `${name} is not null`).join(" and "))}
    ) as g left join lateral (
      select t.id from ${model.table} as t where ${sql.raw(same.join(" and "))} and t.deleted_at is null
        and t.id <> all(${ids}::uuid[]) limit 1
    ) as o on true
    where g.repeated or o.id is not null order by g.n`.execute(write.session.db);
  return found.flatMap(({ n, other, repeated }): readonly Breach[] => {
    const row = rows[n];
    return row ? [{ row, other: repeated ? null : other }] : [];
  });
}
