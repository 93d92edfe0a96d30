// A list of leads with five lookups beside the same list without: `pnpm bench lookups`.
import { parseArgs } from "node:util";
import { systemActor } from "@mortise/store";
import { interleave } from "./interleave.ts";
import { machineLine, ms, printTable, ratio } from "./print-table.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";
import { seedLeads } from "./seed-leads.ts";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    seconds: { type: "string", default: "3" },
    roles: { type: "string", default: "director,rep" },
  },
});

const SHOWN = ["name", "grade", "industry", "size", "status"] as const;
const CUSTOMERS = 5_000;
const PLAIN = ["name", "company", "status", "source", "region"];

await forEachSize(options.rows, async (product, rows) => {
  await seedLeads(product.server.services.store, product.owners, rows);
  await addLookups(product);
  process.stdout.write(`\n${machineLine(product.postgres)}; ${rows} leads, ${CUSTOMERS} customers\n\n`);
  const lines: (readonly string[])[] = [];
  for (const role of options.roles.split(",")) lines.push(await compare(product, role));
  printTable(["role", "without p50", "live p50", "live : without", "kept p50", "kept : without"], lines);
});

/** Five live lookups and five kept ones on leads; every lead points at a customer. */
async function addLookups({ server }: RunningProduct): Promise<void> {
  const { store } = server.services;
  await store.pool.query(
    `insert into app_crm.customer (id, name, grade, industry, size, status)
     select gen_random_uuid(), 'customer ' || n, 'A', 'retail', 'small', 'potential' from generate_series(1, $1) as n`,
    [CUSTOMERS],
  );
  await store.pool.query(
    `with c as (select array_agg(id) as ids from app_crm.customer)
     update app_crm.lead set customer = c.ids[1 + abs(hashtext(lead.id::text)) % cardinality(c.ids)] from c`,
  );
  await store.pool.query("vacuum analyze app_crm.lead");
  const { documents } = await store.releases.draft("crm");
  const lead = documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  if (lead?.document.kind !== "entity") return;
  const lookups = [false, true].flatMap((stored) =>
    SHOWN.map((field) => ({
      id: `${stored ? "kept" : "live"}_${field}`,
      type: "lookup",
      name: { zh: field, en: field },
      settings: { reference: "customer", field, stored },
    })),
  );
  const document = { ...lead.document, fields: [...lead.document.fields, ...lookups] };
  await store.releases.saveDraft("crm", [{ document, revision: lead.revision }], systemActor);
  await store.releases.publish("crm", { actor: systemActor });
}

async function compare(product: RunningProduct, role: string): Promise<readonly string[]> {
  const { actor } = await product.signIn(role);
  const { store } = product.server.services;
  const list = (more: readonly string[]) => () =>
    store.records.query(actor, "crm", { entity: "lead", fields: [...PLAIN, ...more], limit: 50 });
  const [without, live, kept] = await interleave(
    [
      { name: "without", run: list([]) },
      { name: "live", run: list(SHOWN.map((field) => `live_${field}`)) },
      { name: "kept", run: list(SHOWN.map((field) => `kept_${field}`)) },
    ],
    Number(options.seconds),
  );
  if (!without || !live || !kept) return [];
  return [
    role,
    ms(without.p50),
    ms(live.p50),
    ratio(live.p50, without.p50),
    ms(kept.p50),
    ratio(kept.p50, without.p50),
  ];
}
