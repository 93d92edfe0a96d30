import type { PageBlock, PageDocument } from "@mortise/metadata";

const fields = (
  id: string,
  column: string,
  [zh, en]: readonly [zh: string, en: string],
  ...names: readonly string[]
): PageBlock => ({ id, type: "fields", column, title: { zh, en }, fields: names });

/** How records of the app look when they are opened; other entities have the default page. */
export const pages: readonly PageDocument[] = [
  {
    kind: "page",
    id: "lead",
    version: 1,
    name: { zh: "线索页面", en: "Lead page" },
    entity: "lead",
    keyFields: ["mobile", "grade", "est_amount", "next_follow_at"],
    tabs: [
      { id: "overview", name: { zh: "概览", en: "Overview" } },
      { id: "origin", name: { zh: "来源与系统", en: "Origin & system" } },
    ],
    columns: [
      { id: "main", tab: "overview", span: 6 },
      { id: "side", tab: "overview", span: 6 },
      { id: "origin", tab: "origin", span: 12 },
    ],
    blocks: [
      fields(
        "contact",
        "main",
        ["联系信息", "Contact"],
        "no",
        "name",
        "company",
        "mobile",
        "wechat",
        "email",
        "region",
        "address",
      ),
      fields(
        "intent",
        "main",
        ["意向", "Interest"],
        "source",
        "campaign",
        "industry",
        "size",
        "products",
        "est_amount",
        "est_date",
        "needs",
      ),
      fields(
        "progress",
        "main",
        ["跟进", "Progress"],
        "status",
        "grade",
        "score",
        "invalid_reason",
        "assigned_at",
        "first_follow_at",
        "last_follow_at",
        "next_follow_at",
        "follow_count",
        "recycle_count",
        "customer",
      ),
      { id: "work", type: "work", column: "side" },
      { id: "comments", type: "comments", column: "side" },
      { id: "timeline", type: "timeline", column: "side" },
      { id: "rest", type: "fields", column: "origin", title: { zh: "来源标记", en: "Marks of origin" } },
    ],
    phoneOrder: ["work", "contact", "comments", "timeline", "intent", "progress"],
  },
];
