import { counted } from "@mortise/kit";
import type { Catalog, EntityDocument, Problem } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { tableName } from "../names.ts";
import type { FieldTypeLookup } from "../physical-column.ts";
import { type UniqueKey, uniqueKeys } from "../unique-keys.ts";

/** Live rows that stand against unique rules that are new or have changed, as far as their columns exist already. */
export async function ruleProblems(
  db: Kysely<SystemDatabase>,
  app: string,
  { before, after }: { readonly before: Catalog; readonly after: Catalog },
  fieldType: FieldTypeLookup,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const entity of after.all("entity")) {
    const former = before.find("entity", entity.id);
    if (!former) continue;
    const known = new Set(uniqueKeys(former, fieldType).map(({ indexName }) => indexName));
    for (const key of uniqueKeys(entity, fieldType)) {
      if (known.has(key.indexName) || !isStored(key, former, fieldType)) continue;
      const rows = await countRepeated(db, tableName(app, entity.id), key);
      if (rows > 0) problems.push(repeated(entity, key, rows));
    }
  }
  return problems;
}

/** A field that is new or changes its column holds nothing that could repeat yet, or is checked when it is converted. */
function isStored({ fields }: UniqueKey, former: EntityDocument, fieldType: FieldTypeLookup): boolean {
  return fields.every((field) => {
    const old = former.fields.find(({ id }) => id === field.id);
    const type = old && fieldType(old.type).column(old)?.type;
    return type !== undefined && type === fieldType(field.type).column(field)?.type;
  });
}

async function countRepeated(db: Kysely<SystemDatabase>, table: string, key: UniqueKey): Promise<number> {
  const expressions = key.expressions("t.");
  const filled = expressions.map((expression) => `${expression} is not null`).join(" and ");
  const { rows } = await sql
    .raw<{ rows: number }>(
      `select coalesce(sum(n), 0)::int as rows from (
         select count(*) as n from ${table} as t where t.deleted_at is null and ${filled}
         group by ${expressions.join(", ")} having count(*) > 1) as twice`,
    )
    .execute(db);
  return rows[0]?.rows ?? 0;
}

function repeated(entity: EntityDocument, { rule, fields }: UniqueKey, rows: number): Problem {
  const names = (locale: "zh" | "en", other: "zh" | "en") =>
    fields.map(({ name }) => name[locale] || name[other]);
  return {
    document: `entity/${entity.id}`,
    path: `uniqueRules.${entity.uniqueRules?.indexOf(rule) ?? 0}`,
    severity: "error",
    message: {
      zh: `“${names("zh", "en").join("＋")}”有 ${rows} 行重复（不计大小写、全角半角和空格），请先合并或修改这些记录`,
      en: `“${names("en", "zh").join(" + ")}” repeats in ${counted(rows, "row")} (whatever case, width and spaces); merge or change the records first`,
    },
  };
}
