import type { MenuDocument } from "@mortise/metadata";

const entity = (target: string) => ({ id: target, type: "entity", target }) as const;

/** The menu of the app. */
export const menu: MenuDocument = {
  kind: "menu",
  id: "main",
  version: 1,
  name: { zh: "菜单", en: "Menu" },
  items: [
    { id: "board", type: "dashboard", target: "sales" },
    {
      id: "clues",
      type: "group",
      name: { zh: "线索", en: "Leads" },
      items: [
        entity("lead"),
        { id: "pool", type: "view", target: "lead_pool", icon: "pool" },
        entity("followup"),
        entity("campaign"),
      ],
    },
    {
      id: "deals",
      type: "group",
      name: { zh: "销售", en: "Sales" },
      items: [
        entity("customer"),
        entity("contact"),
        entity("opportunity"),
        entity("quote"),
        entity("product"),
        entity("target"),
      ],
    },
    {
      id: "cash",
      type: "group",
      name: { zh: "合同与回款", en: "Contracts & cash" },
      items: [entity("contract"), entity("payment_plan"), entity("payment"), entity("invoice")],
    },
    {
      id: "reports",
      type: "group",
      name: { zh: "报表", en: "Reports" },
      items: ["performance", "funnel", "channels", "activity", "regions", "cash", "pool"].map((target) => ({
        id: `board_${target}`,
        type: "dashboard",
        target,
      })),
    },
  ],
};
