import type { DefinitionDocument, EntityDocument, FieldDefinition, RoleDocument } from "@mortise/metadata";
import { type Json, sameText } from "@mortise/kit";
import { aField, anApp, anEntity, to } from "./shop-app.ts";

function lookup(id: string, reference: string, field: string, stored = false): FieldDefinition {
  return aField(id, "lookup", { settings: { reference, field, stored } });
}

function rollup(id: string, list: string, settings: Readonly<Record<string, unknown>>): FieldDefinition {
  // Settings of a test are JSON.
  return aField(id, "rollup", {
    settings: { list, ...settings } as NonNullable<FieldDefinition["settings"]>,
  });
}

const WON = { "==": [{ var: "stage" }, "won"] };
const OPTIONS: Json = ["open", "won", "lost"].map((key) => ({
  key,
  name: { zh: key, en: key },
  color: "gray",
}));

/** Companies in a tree, with their deals; deals have lines and several contacts; kept and live figures over all of them. */
const company: EntityDocument = anEntity("company", [
  aField("industry", "text"),
  aField("secret", "text"),
  aField("above", "reference", { settings: { entity: "company", tree: true } }),
  aField("deals", "reverse-list", { settings: { entity: "deal", field: "company" } }),
  aField("daughters", "reverse-list", { settings: { entity: "company", field: "above" } }),
  rollup("deal_count", "deals", { function: "count", stored: true }),
  rollup("won_amount", "deals", { function: "sum", field: "amount", filter: WON, stored: true }),
  rollup("won_live", "deals", { function: "sum", field: "amount", filter: WON }),
  rollup("largest", "deals", { function: "max", field: "amount", stored: true }),
  rollup("average", "deals", { function: "avg", field: "amount", decimals: 3, stored: true }),
  rollup("stages", "deals", { function: "countDistinct", field: "stage", stored: true }),
  rollup("lines_total", "deals", { function: "sum", field: "line_total", stored: true }),
  aField("won_share", "formula", {
    settings: {
      expression: { "/": [{ var: "won_amount" }, { var: "deal_count" }] },
      resultKind: "number",
      decimals: 2,
    },
  }),
  aField("won_share_live", "formula", {
    settings: {
      expression: { "/": [{ var: "won_live" }, { var: "deal_count" }] },
      resultKind: "number",
      decimals: 2,
    },
  }),
]);

const contact = anEntity("contact", [
  aField("deals", "reverse-list", { settings: { entity: "deal", field: "contacts" } }),
  rollup("deal_sum", "deals", { function: "sum", field: "amount", stored: true }),
]);

const deal = anEntity("deal", [
  aField("amount", "number", { settings: { decimals: 2 } }),
  aField("stage", "select", { settings: { options: OPTIONS } }),
  aField("company", "reference", to("company")),
  aField("contacts", "references", to("contact")),
  aField("lines", "sub-table", to("line")),
  lookup("industry", "company", "industry", true),
  lookup("industry_live", "company", "industry"),
  lookup("company_owner", "company", "owner"),
  lookup("company_won", "company", "won_amount", true),
  lookup("company_secret", "company", "secret", true),
  rollup("line_total", "lines", { function: "sum", field: "price", stored: true }),
  rollup("contact_count", "contacts", { function: "count", stored: true }),
  aField("above_industry", "formula", {
    settings: { expression: { var: "company.above.industry" }, resultKind: "text" },
  }),
]);

const line = anEntity("line", [aField("price", "number", { settings: { decimals: 2 } })], {
  owned: false,
  parent: { entity: "deal", field: "lines" },
});

const EVERYTHING = { create: true, read: ["all"], update: ["all"], delete: ["all"] } as const;

/** May use all deals, but sees only the companies they own, and no secrets. */
const sales: RoleDocument = {
  kind: "role",
  id: "sales",
  version: 1,
  name: sameText("Sales"),
  builder: false,
  grants: {
    deal: EVERYTHING,
    contact: EVERYTHING,
    company: { ...EVERYTHING, read: ["own"], fields: { secret: "hidden" } },
  },
};

/** Sees companies, but only the deals they own. */
const clerk: RoleDocument = {
  kind: "role",
  id: "clerk",
  version: 1,
  name: sameText("Clerk"),
  builder: false,
  grants: { company: EVERYTHING, deal: { ...EVERYTHING, read: ["own"] }, contact: EVERYTHING },
};

/** An app in which everything refers to everything. */
export function relatedApp(
  id: string,
  change: (entity: EntityDocument) => EntityDocument = (entity) => entity,
): readonly DefinitionDocument[] {
  return [...anApp(id, [company, contact, deal, line].map(change)), sales, clerk];
}
