import { fail, ok } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { regionField } from "../region/index.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";

/** Province and city where a telephone number was given out, worked out when the record is saved. */
export const mobileRegionField = defineField({
  id: "mobile-region",
  name: { zh: "手机归属地", en: "Region of a number" },
  description: {
    zh: "由手机或座机号码得出省、市，可筛选、统计，也可按地区分配",
    en: "Province and city of a telephone number; for filters, reports and routing by region",
  },
  named: /归属地$/,
  group: "computed",
  icon: "region",
  width: 160,
  settings: [
    {
      id: "field",
      name: { zh: "哪个号码", en: "Of which number" },
      kind: "field",
      accepts: ["text"],
      required: true,
      help: {
        zh: "手机字段；中国号码以外没有归属地",
        en: "A mobile field; numbers outside China have no region",
      },
    },
  ],
  example: { settings: { field: "mobile" }, values: ["37", "3701"] },
  aggregates: ["count", "countDistinct"],
  computed: "on-write",
  onServer: true,
  importable: false,
  sortable: true,
  groupable: true,
  kind: () => "region",
  column: () => ({ type: "text" }),
  comparedAs: (field) => ({ ...field, type: regionField.id, settings: { level: "city" } }),
  expression: (field: FieldDefinition) => {
    const number = textSetting(field, "field", undefined);
    return number === undefined ? undefined : { phoneRegion: [{ var: number }] };
  },
  parse: (input, field) =>
    isEmptyInput(input) ? ok(null) : regionField.parse(input, { ...field, settings: { level: "county" } }),
  toText: (value, field, context) => regionField.toText(value, field, context),
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("归属地由号码得出，不能导入", "The region follows from the number and cannot be imported"),
  jsonSchema: (field) => ({ ...regionField.jsonSchema(field), readOnly: true }),
});
