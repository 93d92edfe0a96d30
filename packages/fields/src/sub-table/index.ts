import { counted, fail, isPlainObject, localize, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { entitySetting } from "../setting-specs.ts";
import { listSetting, numberSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";

const MOST_ROWS = 1000;

type Row = Readonly<Record<string, unknown>>;

/**
 * Rows of a child entity, edited inside the record and saved with it. The value is the list of rows, each an object of
 * the child's fields and, for rows that exist, their `id`; the fields inside are checked by the child entity's types.
 */
export const subTableField = defineField({
  id: "sub-table",
  name: { zh: "子表", en: "Sub-table" },
  description: { zh: "报价明细、联系人列表等多行数据", en: "Rows inside the record, such as quote lines" },
  group: "relation",
  icon: "table",
  width: 110,
  settings: [
    { ...entitySetting, name: { zh: "明细实体", en: "Entity of the rows" } },
    { id: "minRows", name: { zh: "最少行数", en: "Fewest rows" }, kind: "number", min: 0, max: MOST_ROWS },
    {
      id: "maxRows",
      name: { zh: "最多行数", en: "Most rows" },
      kind: "number",
      min: 1,
      max: MOST_ROWS,
      default: 200,
    },
    {
      id: "uniqueColumns",
      name: { zh: "同一记录内不能重复的列", en: "Columns that must not repeat in a record" },
      kind: "fields",
      of: "entity",
      help: {
        zh: "选多列时，几列的值都相同才算重复",
        en: "With several columns, rows repeat when all of them are the same",
      },
    },
  ],
  example: { settings: { entity: "quote_line" }, values: [[{ product: "A", quantity: "2" }]] },
  aggregates: [],
  importable: false,
  kind: () => "rows",
  column: () => null,
  uniqueInRecord: (field) => listSetting(field, "uniqueColumns"),
  targetEntity: (field) => textSetting(field, "entity", undefined),
  parse: (input, field) => parseRows(input, field),
  toText: (value, _field, { locale }) => {
    if (!Array.isArray(value)) return "";
    const count = value.length;
    return localize({ zh: `${count} 行`, en: counted(count, "row") }, locale);
  },
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("子表不能从一个单元格导入", "A sub-table cannot be read from one cell"),
  jsonSchema: () => ({ type: "array", items: { type: "object" } }),
});

function parseRows(input: unknown, field: FieldDefinition): Result<readonly Row[] | null> {
  const least = numberSetting(field, "minRows", 0);
  if (isEmptyInput(input)) return ok(null);
  if (!Array.isArray(input) || !input.every(isPlainObject)) return fail("请填写明细行", "Enter rows");
  const most = Math.min(numberSetting(field, "maxRows", MOST_ROWS), MOST_ROWS);
  if (input.length < least) return fail(`至少填写 ${least} 行`, `At least ${counted(least, "row")}`);
  if (input.length > most)
    return fail(
      `最多 ${most} 行，现在有 ${input.length} 行`,
      `At most ${counted(most, "row")}, this has ${input.length}`,
    );
  return ok(input);
}
