// Conditions over trees, teams, paths and several references: `pnpm bench relations`.
import { parseArgs } from "node:util";
import type { Expression } from "@mortise/expression";
import { systemActor } from "@mortise/store";
import { interleave } from "./interleave.ts";
import { machineLine, ms, printTable } from "./print-table.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";
import { seedLeads } from "./seed-leads.ts";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    seconds: { type: "string", default: "3" },
    roles: { type: "string", default: "director,rep" },
  },
});

const CUSTOMERS = 5_000;
/** Each customer stands below the one with a tenth of its number. */
const DEPTH = 10;

await forEachSize(options.rows, async (product, rows) => {
  await seedLeads(product.server.services.store, product.owners, rows);
  const sought = await relate(product);
  process.stdout.write(`\n${machineLine(product.postgres)}; ${rows} leads, ${CUSTOMERS} customers\n\n`);
  const lines: (readonly string[])[] = [];
  for (const role of options.roles.split(",")) lines.push(...(await measure(product, role, sought)));
  printTable(["role", "condition", "rows", "first page p50", "exact count p50"], lines);
});

interface Sought {
  readonly customer: string;
  readonly others: readonly string[];
}

/** A tree of customers, a customer for each lead, and two or three partners for each second lead. */
async function relate({ server }: RunningProduct): Promise<Sought> {
  const { store } = server.services;
  const { documents } = await store.releases.draft("crm");
  const lead = documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  if (lead?.document.kind === "entity") {
    const partners = {
      id: "partners",
      type: "references",
      name: { zh: "合作方", en: "Partners" },
      settings: { entity: "customer" },
    };
    const document = { ...lead.document, fields: [...lead.document.fields, partners] };
    await store.releases.saveDraft("crm", [{ document, revision: lead.revision }], systemActor);
    await store.releases.publish("crm", { actor: systemActor });
  }
  await store.pool.query(
    `insert into app_crm.customer (id, name, grade, industry, size, status, region)
     select gen_random_uuid(), 'customer ' || n, 'A', 'retail', 'small', 'potential', (array['3701', '3702', '1101', '4401'])[1 + n % 4]
     from generate_series(1, $1) as n`,
    [CUSTOMERS],
  );
  await store.pool.query(
    `with c as (select id, substr(name, 10)::int as n from app_crm.customer where name like 'customer %')
     update app_crm.customer as t set above = up.id from c join c as up on up.n = c.n / $1 where t.id = c.id`,
    [DEPTH],
  );
  await store.pool.query(
    `with c as (select array_agg(id) as ids from app_crm.customer)
     update app_crm.lead set customer = c.ids[1 + abs(hashtext(lead.id::text)) % cardinality(c.ids)] from c`,
  );
  await store.pool.query(
    `with c as (select array_agg(id) as ids from app_crm.customer)
     insert into app_crm."lead$partners" (source, target, position)
     select l.id, c.ids[1 + abs(hashtext(l.id::text || n)) % cardinality(c.ids)], n
     from app_crm.lead as l cross join c cross join generate_series(1, 3) as n
     where abs(hashtext(l.id::text)) % 2 = 0 on conflict do nothing`,
  );
  await store.pool.query("vacuum analyze");
  const { rows } = await store.pool.query<{ id: string }>(
    "select id from app_crm.customer where name in ('customer 3', 'customer 40', 'customer 41') order by length(name), name",
  );
  const [customer = "", ...others] = rows.map(({ id }) => id);
  return { customer, others };
}

async function measure(product: RunningProduct, role: string, { customer, others }: Sought) {
  const { actor } = await product.signIn(role);
  const { store } = product.server.services;
  const partners = { var: "partners" };
  const conditions: readonly (readonly [string, Expression])[] = [
    ["customer is or is below", { under: [{ var: "customer" }, customer] }],
    ["customer is not, nor below", { "!": [{ under: [{ var: "customer" }, customer] }] }],
    ["customer's region is within", { within: [{ var: "customer.region" }, "37"] }],
    ["owner is in my team or below", { within: [{ var: "owner.team" }, { var: "$teams" }] }],
    ["my team or below", { within: [{ var: "team" }, { var: "$teams" }] }],
    ["partners contain", { contains: [partners, customer] }],
    ["partners contain any of 3", { containsAny: [partners, [customer, ...others]] }],
    ["partners contain all of 2", { containsAll: [partners, [customer, ...others.slice(0, 1)]] }],
    ["partners contain none of 3", { "!": [{ containsAny: [partners, [customer, ...others]] }] }],
    ["partners are empty", { empty: [partners] }],
    ["created in the last 3 months", { inPeriod: [{ var: "created_at" }, "last-n-months", 3] }],
  ];
  const lines: (readonly string[])[] = [];
  for (const [name, filter] of conditions) {
    const query = { entity: "lead", fields: ["name"], filter };
    const count = await store.records.query(actor, "crm", { ...query, limit: 1, count: "exact" });
    const [page, exact] = await interleave(
      [
        { name: "page", run: () => store.records.query(actor, "crm", { ...query, limit: 50 }) },
        {
          name: "count",
          run: () => store.records.query(actor, "crm", { ...query, limit: 1, count: "exact" }),
        },
      ],
      Number(options.seconds),
    );
    lines.push([role, name, String(count.count?.value ?? 0), ms(page?.p50 ?? 0), ms(exact?.p50 ?? 0)]);
  }
  return lines;
}
