import type { EntityDocument } from "@mortise/metadata";
import { field, options } from "../field-shorthand.ts";

/** 产品: what is sold, with its list price. */
export const product: EntityDocument = {
  kind: "entity",
  id: "product",
  version: 1,
  name: { zh: "产品", en: "Product" },
  plural: { zh: "产品", en: "Products" },
  icon: "box",
  color: "#0891b2",
  titleField: "name",
  owned: false,
  fields: [
    field("code", "text", ["产品编码", "Code"], { required: true, unique: true }),
    field("name", "text", ["产品名称", "Name"], { required: true }),
    field("category", "select", ["类别", "Category"], {
      settings: options(
        ["software", "软件", "Software", "blue"],
        ["service", "服务", "Service", "green"],
        ["hardware", "硬件", "Hardware", "orange"],
      ),
    }),
    field("spec", "text", ["规格", "Specification"]),
    field("unit", "text", ["单位", "Unit"]),
    field("price", "money", ["标准单价", "List price"], { required: true }),
    field("cost", "money", ["成本价", "Cost"]),
    field("status", "select", ["状态", "Status"], {
      required: true,
      default: "on_sale",
      settings: options(["on_sale", "上架", "On sale", "green"], ["withdrawn", "下架", "Withdrawn", "gray"]),
    }),
  ],
};
