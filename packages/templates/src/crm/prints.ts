import type { PrintDocument } from "@mortise/metadata";

/** How records of the app are printed. */
export const prints: readonly PrintDocument[] = [
  {
    kind: "print",
    id: "quotation",
    version: 1,
    name: { zh: "报价单", en: "Quotation" },
    entity: "quote",
    paper: "A4",
    margin: 18,
    header: { zh: "报价编号 {no}", en: "Quotation {no}" },
    footer: { zh: "本报价有效期至 {valid_to}", en: "Valid until {valid_to}" },
    pageNumbers: true,
    blocks: [
      { id: "title", type: "heading", align: "center", text: { zh: "报 价 单", en: "Quotation" } },
      { id: "head", type: "fields", columns: 2, fields: ["no", "customer", "opportunity", "valid_to"] },
      {
        id: "lines",
        type: "table",
        field: "lines",
        text: { zh: "报价明细", en: "Lines" },
        fields: ["product", "quantity", "price", "discount", "amount"],
      },
      { id: "total", type: "text", align: "end", text: { zh: "合计：{total}", en: "Total: {total}" } },
      { id: "remark", type: "fields", columns: 1, fields: ["remark"] },
      { id: "sign", type: "sign", text: { zh: "客户签字：", en: "Signed for the customer:" } },
      { id: "code", type: "qr", align: "end" },
    ],
  },
  {
    kind: "print",
    id: "quote_approval",
    version: 1,
    name: { zh: "报价审批单", en: "Approval of a quotation" },
    entity: "quote",
    paper: "A4",
    margin: 18,
    header: { zh: "报价编号 {no}", en: "Quotation {no}" },
    pageNumbers: true,
    blocks: [
      {
        id: "title",
        type: "heading",
        align: "center",
        text: { zh: "报价审批单", en: "Approval of a quotation" },
      },
      {
        id: "head",
        type: "fields",
        columns: 2,
        fields: ["no", "customer", "opportunity", "total", "status", "owner"],
      },
      { id: "approvals", type: "approvals", text: { zh: "审批记录", en: "Approvals" } },
    ],
  },
];
