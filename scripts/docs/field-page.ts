import { type FieldType, fieldOperators, fieldTypes } from "@mortise/fields";
import { both, code, page, settingList, table } from "./markdown.ts";

/** The reference of field types: what each is for, how it is stored, what can be asked and set. */
export function fieldPage(): string {
  return page("Field types 字段类型", [
    "How a value is stored, and which operators conditions offer, are those of the type's typical settings. `*` marks settings that must be filled in. 存储方式和运算符按典型设置列出；带 `*` 的设置必填。",
    table(["id", "name 名称", "stored as 存储", "operators 条件", "settings 设置"], fieldTypes.map(row)),
  ]);
}

function row(type: FieldType): string[] {
  const field = { id: "example", type: type.id, name: type.name, settings: type.example.settings };
  const column = type.column(field);
  const operators = fieldOperators(type.kind(field)).map(({ id }) => id);
  return [
    code(type.id),
    `**${both(type.name)}**<br>${both(type.description)}`,
    column ? code(column.type) : "rows of another table 子表行",
    operators.join(", "),
    settingList(type.settings),
  ];
}
