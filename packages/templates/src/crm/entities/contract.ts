import type { Json } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { amountFormula, dailyNumber, field, options, stages } from "../field-shorthand.ts";
import { PAYMENT_METHODS } from "../option-sets.ts";

const CONFIRMED: Json = { "==": [{ var: "status" }, "confirmed"] };
const ISSUED: Json = { "==": [{ var: "status" }, "issued"] };

/** 合同: what was agreed, what of it is paid and what is invoiced. */
export const contract: EntityDocument = {
  kind: "entity",
  id: "contract",
  version: 1,
  name: { zh: "合同", en: "Contract" },
  plural: { zh: "合同", en: "Contracts" },
  icon: "document",
  color: "#4f46e5",
  titleField: "name",
  owned: true,
  timeline: [
    { entity: "payment", field: "contract" },
    { entity: "invoice", field: "contract" },
  ],
  fields: [
    field("no", "auto-number", ["合同编号", "No."], { settings: dailyNumber("HT") }),
    field("name", "text", ["合同名称", "Name"], { required: true }),
    field("customer", "reference", ["客户", "Customer"], {
      required: true,
      settings: { entity: "customer" },
    }),
    field("opportunity", "reference", ["商机", "Opportunity"], { settings: { entity: "opportunity" } }),
    field("quote", "reference", ["报价", "Quote"], { settings: { entity: "quote" } }),
    field("type", "select", ["合同类型", "Type"], {
      default: "direct",
      settings: options(
        ["direct", "直销", "Direct sale", "blue"],
        ["partner", "代理", "Through a partner", "purple"],
        ["service", "服务", "Service", "green"],
        ["purchase", "采购", "Purchase", "gray"],
      ),
    }),
    field("amount", "money", ["合同金额", "Amount"], { required: true }),
    field("status", "stage", ["合同状态", "Status"], {
      required: true,
      default: "draft",
      settings: stages(
        ["draft", "草稿", "Draft", "gray", 0, "open"],
        ["approving", "审批中", "In approval", "gold", 0, "open"],
        ["effective", "履行中", "In force", "blue", 100, "open"],
        ["completed", "已完成", "Completed", "green", 100, "won"],
        ["rejected", "未通过", "Rejected", "red", 0, "lost"],
        ["cancelled", "已取消", "Cancelled", "gray", 0, "invalid"],
      ),
    }),
    field("sign_date", "date", ["签订日期", "Signed on"]),
    field("start_date", "date", ["开始日期", "From"]),
    field("end_date", "date", ["到期日期", "Until"]),
    field("signer", "text", ["客户签约人", "Signed by"]),
    field("plans", "reverse-list", ["回款计划", "Payment plan"], {
      settings: { entity: "payment_plan", field: "contract" },
    }),
    field("payments", "reverse-list", ["回款", "Payments"], {
      settings: { entity: "payment", field: "contract" },
    }),
    field("invoices", "reverse-list", ["发票", "Invoices"], {
      settings: { entity: "invoice", field: "contract" },
    }),
    field("received", "rollup", ["已回款", "Received"], {
      settings: { list: "payments", function: "sum", field: "amount", filter: CONFIRMED, stored: true },
    }),
    field("unreceived", "formula", ["未回款", "Outstanding"], {
      settings: amountFormula({ "-": [{ var: "amount" }, { coalesce: [{ var: "received" }, 0] }] }),
    }),
    field("invoiced", "rollup", ["已开票", "Invoiced"], {
      settings: { list: "invoices", function: "sum", field: "amount", filter: ISSUED, stored: true },
    }),
    field("remark", "long-text", ["备注", "Remarks"]),
    field("files", "attachment", ["附件", "Files"]),
  ],
};

/** 回款计划: one instalment that falls due. */
export const paymentPlan: EntityDocument = {
  kind: "entity",
  id: "payment_plan",
  version: 1,
  name: { zh: "回款计划", en: "Instalment" },
  plural: { zh: "回款计划", en: "Payment plan" },
  icon: "calendar",
  color: "#b45309",
  titleField: "name",
  owned: true,
  fields: [
    field("name", "text", ["期次", "Instalment"], {
      required: true,
      help: { zh: "如 首付款、第 2 期", en: "Such as down payment, second instalment" },
    }),
    field("contract", "reference", ["合同", "Contract"], {
      required: true,
      settings: { entity: "contract" },
    }),
    field("customer", "reference", ["客户", "Customer"], { settings: { entity: "customer" } }),
    field("due", "date", ["应收日期", "Due"], { required: true }),
    field("amount", "money", ["应收金额", "Amount due"], { required: true }),
    field("method", "select", ["付款方式", "Method"], { settings: options(...PAYMENT_METHODS) }),
    field("payments", "reverse-list", ["回款", "Payments"], {
      settings: { entity: "payment", field: "plan" },
    }),
    field("received", "rollup", ["已回款", "Received"], {
      settings: { list: "payments", function: "sum", field: "amount", filter: CONFIRMED, stored: true },
    }),
    field("unreceived", "formula", ["未回款", "Outstanding"], {
      settings: amountFormula({ "-": [{ var: "amount" }, { coalesce: [{ var: "received" }, 0] }] }),
    }),
    field("remark", "long-text", ["备注", "Remarks"]),
  ],
};

/** 回款: money that came in. */
export const payment: EntityDocument = {
  kind: "entity",
  id: "payment",
  version: 1,
  name: { zh: "回款", en: "Payment" },
  plural: { zh: "回款记录", en: "Payments" },
  icon: "money",
  color: "#15803d",
  titleField: "no",
  owned: true,
  fields: [
    field("no", "auto-number", ["回款编号", "No."], { settings: dailyNumber("HK") }),
    field("contract", "reference", ["合同", "Contract"], {
      required: true,
      settings: { entity: "contract" },
    }),
    field("plan", "reference", ["对应期次", "For instalment"], { settings: { entity: "payment_plan" } }),
    field("customer", "reference", ["客户", "Customer"], { settings: { entity: "customer" } }),
    field("date", "date", ["回款日期", "Received on"], { required: true }),
    field("amount", "money", ["回款金额", "Amount"], { required: true }),
    field("method", "select", ["付款方式", "Method"], { settings: options(...PAYMENT_METHODS) }),
    field("status", "select", ["到账状态", "Status"], {
      required: true,
      default: "pending",
      settings: options(
        ["pending", "待确认", "To be confirmed", "gold"],
        ["confirmed", "已到账", "Confirmed", "green"],
        ["refused", "未到账", "Not received", "red"],
      ),
    }),
    field("voucher", "attachment", ["付款凭证", "Voucher"]),
    field("remark", "long-text", ["备注", "Remarks"]),
  ],
};

/** 发票: what was invoiced for a contract. */
export const invoice: EntityDocument = {
  kind: "entity",
  id: "invoice",
  version: 1,
  name: { zh: "发票", en: "Invoice" },
  plural: { zh: "发票", en: "Invoices" },
  icon: "profile",
  color: "#be185d",
  titleField: "title",
  owned: true,
  fields: [
    field("title", "text", ["发票抬头", "Title"], { required: true }),
    field("contract", "reference", ["合同", "Contract"], {
      required: true,
      settings: { entity: "contract" },
    }),
    field("type", "select", ["发票类型", "Type"], {
      default: "special",
      settings: options(
        ["special", "增值税专用发票", "Special VAT invoice", "blue"],
        ["ordinary", "增值税普通发票", "Ordinary VAT invoice", "cyan"],
        ["receipt", "收据", "Receipt", "gray"],
      ),
    }),
    field("tax_no", "credit-code", ["税号", "Tax number"]),
    field("amount", "money", ["开票金额", "Amount"], { required: true }),
    field("status", "select", ["开票状态", "Status"], {
      required: true,
      default: "requested",
      settings: options(
        ["requested", "待开票", "Requested", "gold"],
        ["issued", "已开票", "Issued", "green"],
        ["voided", "已作废", "Voided", "gray"],
      ),
    }),
    field("invoice_no", "text", ["发票号码", "Invoice number"]),
    field("issued_on", "date", ["开票日期", "Issued on"]),
    field("express", "text", ["快递单号", "Express number"]),
  ],
};
