import type { DefinitionDocument, EntityDocument, FieldDefinition, RoleDocument } from "@mortise/metadata";
import { type JsonObject, sameText } from "@mortise/kit";

/** Id of the sample app. */
export const SAMPLE_APP = "sample";

type FieldOptions = Partial<Omit<FieldDefinition, "id" | "type" | "name">>;

/** A field whose name is its id. */
export function aField(id: string, type: string, options: FieldOptions = {}): FieldDefinition {
  return { id, type, name: sameText(id), ...options };
}

function anEntity(
  id: string,
  entity: Partial<EntityDocument> & Pick<EntityDocument, "fields">,
): EntityDocument {
  return {
    kind: "entity",
    id,
    version: 1,
    name: sameText(id),
    icon: "table",
    color: "#0f766e",
    titleField: "name",
    owned: false,
    ...entity,
  };
}

function options(...keys: readonly string[]): JsonObject {
  return { options: keys.map((key) => ({ key, name: { zh: key, en: key } })) };
}

const stages: JsonObject = {
  options: [
    { key: "new", name: { zh: "新建", en: "New" }, outcome: "open" },
    { key: "contact", name: { zh: "接触", en: "Contact" }, outcome: "open" },
    { key: "quote", name: { zh: "报价", en: "Quote" }, outcome: "open" },
    { key: "won", name: { zh: "赢单", en: "Won" }, outcome: "won" },
    { key: "lost", name: { zh: "输单", en: "Lost" }, outcome: "lost" },
  ],
};

const customer = anEntity("customer", {
  owned: true,
  fields: [aField("name", "text", { required: true }), aField("region", "region"), aField("secret", "text")],
});

const lead = anEntity("lead", {
  owned: true,
  pool: { dailyClaimLimit: 3, holdLimit: 4 },
  fields: [
    aField("no", "auto-number"),
    aField("name", "text", { required: true }),
    aField("mobile", "mobile", { unique: true }),
    aField("source", "select", { settings: options("web", "expo", "call"), default: "web" }),
    aField("tags", "multi-select", { settings: options("vip", "urgent", "export") }),
    aField("stage", "stage", { settings: stages, default: "new" }),
    aField("region", "region"),
    aField("amount", "money"),
    /** The canary: hidden from salespeople, and nothing may show it to them. */
    aField("margin", "number"),
    aField("internal_note", "text"),
    aField("doubled_margin", "formula", {
      settings: { expression: { "*": [{ var: "margin" }, 2] }, resultKind: "number", decimals: 0 },
    }),
    aField("due", "date"),
    aField("customer", "reference", { settings: { entity: "customer" } }),
    aField("score", "number", { readOnly: true }),
    aField("papers", "attachment"),
    aField("secret_papers", "attachment"),
  ],
});

const quote = anEntity("quote", {
  owned: true,
  fields: [
    aField("name", "text", { required: true }),
    aField("lines", "sub-table", { settings: { entity: "quote_line" } }),
    aField("total", "formula", {
      settings: {
        expression: { sum: [{ var: "lines" }, { var: "amount" }] },
        resultKind: "number",
        decimals: 2,
      },
    }),
    aField("total_with_tax", "formula", {
      settings: { expression: { "*": [{ var: "total" }, "1.13"] }, resultKind: "number", decimals: 2 },
    }),
  ],
});

const quoteLine = anEntity("quote_line", {
  parent: { entity: "quote", field: "lines" },
  fields: [
    aField("name", "text", { required: true }),
    aField("quantity", "number"),
    aField("price", "money"),
    aField("amount", "formula", {
      settings: {
        expression: { "*": [{ var: "quantity" }, { var: "price" }] },
        resultKind: "number",
        decimals: 2,
      },
    }),
  ],
});

const sales: RoleDocument = {
  kind: "role",
  id: "sales",
  version: 1,
  name: { zh: "销售", en: "Sales" },
  builder: false,
  grants: {
    lead: {
      create: true,
      read: ["own", "pool"],
      update: ["own"],
      delete: [],
      fields: { margin: "hidden", internal_note: "hidden", secret_papers: "hidden" },
    },
    customer: { create: true, read: ["own"], update: ["own"], delete: [], fields: { secret: "hidden" } },
    quote: { create: true, read: ["own"], update: ["own"], delete: ["own"] },
  },
};

const manager: RoleDocument = {
  kind: "role",
  id: "manager",
  version: 1,
  name: { zh: "经理", en: "Manager" },
  builder: false,
  grants: {
    lead: {
      create: true,
      read: ["team", "pool"],
      update: ["team", "pool"],
      delete: ["team"],
      fields: { internal_note: "hidden" },
    },
    customer: { create: true, read: ["all"], update: ["team"], delete: [] },
    quote: { create: true, read: ["team"], update: ["team"], delete: ["team"] },
  },
};

/** Reads everything of leads outside the pool, with masked mobiles; writes nothing. */
const auditor: RoleDocument = {
  kind: "role",
  id: "auditor",
  version: 1,
  name: { zh: "审计", en: "Auditor" },
  builder: false,
  grants: {
    lead: {
      create: false,
      read: ["all"],
      update: [],
      delete: [],
      condition: { "!=": [{ var: "source" }, "call"] },
      fields: { mobile: "masked" },
    },
  },
};

/** Rights that depend on the stage: amounts freeze, margins appear and mobiles are masked as a lead goes on. */
const closer: RoleDocument = {
  kind: "role",
  id: "closer",
  version: 1,
  name: { zh: "成单专员", en: "Closer" },
  builder: false,
  grants: {
    lead: {
      create: true,
      read: ["all"],
      update: ["all"],
      delete: ["all"],
      fieldRules: [
        { fields: ["amount"], access: "read", when: { "==": [{ var: "stage" }, "won"] } },
        { fields: ["margin"], access: "hidden", when: { "==": [{ var: "stage" }, "new"] } },
        { fields: ["mobile", "customer"], access: "masked", when: { "==": [{ var: "stage" }, "lost"] } },
      ],
      reveal: ["mobile"],
    },
    customer: { create: true, read: ["all"], update: ["all"], delete: [] },
    quote: {
      create: true,
      read: ["all"],
      update: ["all"],
      delete: ["all"],
      fieldRules: [{ fields: ["lines"], access: "hidden", when: { "==": [{ var: "name" }, "sealed"] } }],
    },
  },
};

/** A small app with a pool, sub-tables, formulas, a hidden field and three roles: for tests of the gateway and above it. */
export const sampleApp: readonly DefinitionDocument[] = [
  {
    kind: "app",
    id: SAMPLE_APP,
    version: 1,
    name: { zh: "示例", en: "Sample" },
    icon: "app",
    color: "#0f766e",
  },
  customer,
  lead,
  quote,
  quoteLine,
  sales,
  manager,
  auditor,
  closer,
];
