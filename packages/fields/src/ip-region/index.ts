import { fail, ok } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { regionField } from "../region/index.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";

/** Province and city where an internet address is used, worked out when the record is saved. */
export const ipRegionField = defineField({
  id: "ip-region",
  name: { zh: "IP 归属地", en: "Region of an IP address" },
  description: {
    zh: "由 IP 地址得出省、市，没有地区和手机时也能按地区分配；需要管理员先在服务器上放入 IP 数据",
    en: "Province and city of an IP address, to route by where there is neither region nor number; an administrator has to give the server a list first",
  },
  named: /IP\s*归属地$/i,
  group: "computed",
  icon: "region",
  width: 160,
  settings: [
    {
      id: "field",
      name: { zh: "哪个 IP 地址", en: "Of which address" },
      kind: "field",
      accepts: ["text"],
      required: true,
      help: {
        zh: "存放 IP 地址的文本字段。产品不带 IP 数据：管理员把数据文件放到数据目录后才有结果",
        en: "A text field that holds an IP address. No list ships with the product: there are results once an administrator has put one into the data directory",
      },
    },
  ],
  example: { settings: { field: "ip" }, values: ["37", "3702"] },
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
    const address = textSetting(field, "field", undefined);
    return address === undefined ? undefined : { ipRegion: [{ var: address }] };
  },
  parse: (input, field) =>
    isEmptyInput(input) ? ok(null) : regionField.parse(input, { ...field, settings: { level: "county" } }),
  toText: (value, field, context) => regionField.toText(value, field, context),
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("归属地由 IP 地址得出，不能导入", "The region follows from the address and cannot be imported"),
  jsonSchema: (field) => ({ ...regionField.jsonSchema(field), readOnly: true }),
});
