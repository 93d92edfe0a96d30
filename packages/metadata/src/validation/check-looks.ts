import { type Expression, variablesOf } from "@mortise/expression";
import { fieldStorage } from "../field-storage.ts";
import type { CheckedPlace } from "./checked-place.ts";

/** Rules run before the record is written: what the database works out, and values before the change, are not there yet. */
export function checkLooks(
  path: string,
  expression: Expression,
  { entity, catalog, list }: CheckedPlace,
): void {
  for (const variable of variablesOf(expression)) {
    const field = catalog.field(entity.id, variable.replace(/^\$old\./, "").split(".")[0] ?? "");
    const storage = field ? fieldStorage(catalog, entity.id, field) : "column";
    if (variable.startsWith("$old.")) {
      list.error(
        path,
        "规则看的是表单上的值，不能用“修改前的值”",
        "Rules look at what stands on the form; values before the change cannot be used",
      );
    } else if (field && (storage === "computed" || storage === "links")) {
      const [zh, en] = [field.name.zh || field.name.en, field.name.en || field.name.zh];
      list.error(
        path,
        `“${zh}”保存后才有值，不能用在规则里；请改用本表单上的字段`,
        `“${en}” has its value only after saving and cannot be used in rules; use a field of the form`,
      );
    }
  }
}
