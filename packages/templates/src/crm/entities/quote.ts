import type { EntityDocument } from "@mortise/metadata";
import { amountFormula, dailyNumber, field, stages } from "../field-shorthand.ts";

/** 报价: what is offered to the customer. */
export const quote: EntityDocument = {
  kind: "entity",
  id: "quote",
  version: 1,
  name: { zh: "报价", en: "Quote" },
  plural: { zh: "报价单", en: "Quotes" },
  icon: "quote",
  color: "#ca8a04",
  titleField: "no",
  owned: true,
  fields: [
    field("no", "auto-number", ["报价编号", "No."], { settings: dailyNumber("BJ") }),
    field("opportunity", "reference", ["商机", "Opportunity"], {
      required: true,
      settings: { entity: "opportunity" },
    }),
    field("customer", "reference", ["客户", "Customer"], { settings: { entity: "customer" } }),
    field("status", "stage", ["审批状态", "Approval"], {
      required: true,
      default: "draft",
      settings: stages(
        ["draft", "草稿", "Draft", "gray", 0, "open"],
        ["approving", "审批中", "In approval", "gold", 0, "open"],
        ["approved", "已通过", "Approved", "green", 100, "won"],
        ["rejected", "已拒绝", "Rejected", "red", 0, "lost"],
        ["returned", "已退回", "Returned", "orange", 0, "open"],
      ),
    }),
    field("valid_to", "date", ["有效期至", "Valid until"]),
    field("base_amount", "money", ["商机金额", "Amount of the opportunity"], {
      help: { zh: "没有明细时按此金额报价", en: "Quoted while there are no lines" },
    }),
    field("lines", "sub-table", ["报价明细", "Lines"], { settings: { entity: "quote_line" } }),
    field("total", "formula", ["报价总额", "Total"], {
      settings: amountFormula({
        if: [
          { ">": [{ count: [{ var: "lines" }] }, 0] },
          { sum: [{ var: "lines" }, { var: "amount" }] },
          { var: "base_amount" },
        ],
      }),
    }),
    field("remark", "long-text", ["备注", "Remarks"]),
  ],
};

/** 报价明细: one line of a quote. */
export const quoteLine: EntityDocument = {
  kind: "entity",
  id: "quote_line",
  version: 1,
  name: { zh: "报价明细", en: "Quote line" },
  plural: { zh: "报价明细", en: "Quote lines" },
  icon: "lines",
  color: "#a16207",
  titleField: "product",
  owned: false,
  parent: { entity: "quote", field: "lines" },
  fields: [
    field("product", "text", ["产品", "Product"], { required: true }),
    field("quantity", "number", ["数量", "Quantity"], {
      required: true,
      default: 1,
      settings: { decimals: 2, min: 0 },
    }),
    field("price", "money", ["单价", "Price"], { required: true }),
    field("discount", "percent", ["折扣", "Discount"], {
      default: 0,
      settings: { decimals: 2, min: 0, max: 100 },
    }),
    field("amount", "formula", ["小计", "Amount"], {
      settings: amountFormula({
        "*": [{ var: "quantity" }, { var: "price" }, { "-": [1, { var: "discount" }] }],
      }),
    }),
  ],
};
