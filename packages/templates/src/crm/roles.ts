import type { EntityGrant, RoleDocument, RowScope } from "@mortise/metadata";

const ENTITIES = [
  "lead",
  "customer",
  "contact",
  "opportunity",
  "quote",
  "quote_line",
  "contract",
  "payment_plan",
  "payment",
  "invoice",
  "product",
  "followup",
  "campaign",
  "target",
] as const;
type EntityId = (typeof ENTITIES)[number];

function grant(
  read: readonly RowScope[],
  write: readonly RowScope[],
  extra: Partial<EntityGrant> = {},
): EntityGrant {
  return { create: write.length > 0, read, update: write, delete: write, ...extra };
}

function role(
  id: string,
  [zh, en]: readonly [zh: string, en: string],
  grants: Readonly<Record<string, EntityGrant>>,
  rights: Partial<Pick<RoleDocument, "builder" | "runs" | "ledger">> = {},
): RoleDocument {
  return { kind: "role", id, version: 1, name: { zh, en }, builder: false, grants, ...rights };
}

function everywhere(make: (entity: EntityId) => EntityGrant): Record<string, EntityGrant> {
  return Object.fromEntries(ENTITIES.map((entity) => [entity, make(entity)]));
}

/** Quote lines go with their quote: who reaches it reaches them, and nobody else. */
function belongings(make: (entity: EntityId) => EntityGrant): Record<string, EntityGrant> {
  const { quote_line: _lines, ...grants } = everywhere(make);
  return grants;
}

const full = grant(["all"], ["all"], { import: true, export: true });
const readAll = grant(["all"], []);
/** Whoever sells enters payments; finance says whether they came in. What is signed stays as it was signed. */
function cash(scope: readonly RowScope[]): Record<"contract" | "payment", EntityGrant> {
  const signed = { in: [{ var: "status" }, ["effective", "completed"]] };
  const terms = ["amount", "customer", "status", "sign_date"];
  return {
    contract: grant(scope, scope, {
      delete: [],
      fieldRules: [{ fields: terms, access: "read", when: signed }],
    }),
    payment: grant(scope, scope, { delete: [], fields: { status: "read" } }),
  };
}

/** What things cost is for those who answer for the margin. */
const priceList = grant(["all"], [], { fields: { cost: "hidden" } });

/** The roles of the app. */
export const roles: readonly RoleDocument[] = [
  role(
    "ops",
    ["运营", "Operations"],
    everywhere(() => full),
    { builder: true },
  ),
  role(
    "director",
    ["销售总监", "Sales director"],
    everywhere(() => grant(["all"], ["all"], { export: true })),
    { runs: "pause", ledger: true },
  ),
  role(
    "manager",
    ["区域经理", "Regional manager"],
    {
      ...belongings(() => grant(["own", "team"], ["own", "team"], { export: true })),
      lead: grant(["own", "team", "pool"], ["own", "team"], { import: true, export: true }),
      campaign: readAll,
      product: priceList,
      ...cash(["own", "team"]),
    },
    { runs: "mend" },
  ),
  role("rep", ["销售", "Sales"], {
    ...belongings(() => grant(["own"], ["own"], { delete: [] })),
    lead: grant(["own", "pool"], ["own"], { delete: [] }),
    campaign: readAll,
    target: grant(["own"], []),
    product: priceList,
    ...cash(["own"]),
  }),
  role("marketing", ["市场", "Marketing"], {
    lead: grant(["all"], ["all"], {
      delete: [],
      import: true,
      fields: { mobile: "masked", wechat: "hidden", email: "masked" },
    }),
    campaign: full,
  }),
  role("finance", ["财务", "Finance"], {
    customer: readAll,
    opportunity: readAll,
    quote: readAll,
    contract: grant(["all"], ["all"], { create: false, delete: [], export: true }),
    payment_plan: full,
    payment: full,
    invoice: full,
    product: full,
    target: readAll,
  }),
  role(
    "auditor",
    ["审计", "Auditor"],
    everywhere(() => readAll),
  ),
];
