// A changed rule on a month of leads, beside one hand-written statement that answers part of it: `pnpm bench what-if`.
import { parseArgs } from "node:util";
import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { leadRow } from "./lead-rows.ts";
import { machineLine, printTable, ratio } from "./print-table.ts";
import { forEachSize, type RunningProduct } from "./running-product.ts";

const { values: options } = parseArgs({
  options: { rows: { type: "string", default: "100000" }, rounds: { type: "string", default: "3" } },
});
const BATCH = 5_000;

await forEachSize(options.rows, async (product, rows) => {
  await routeLeads(product, rows);
  process.stdout.write(`\n${machineLine(product.postgres)}; ${rows} leads, routed as they came\n\n`);
  const draft = changedRules(product);
  const lines: (readonly string[])[] = [];
  for (let round = 0; round < Number(options.rounds); round += 1)
    lines.push([String(round + 1), ...(await measure(product, draft))]);
  printTable(
    [
      "round",
      "what-if s",
      "CPU s of the process",
      "history given again",
      "owners changed",
      "longest stall ms",
      "SQL s",
      "what-if : SQL",
    ],
    lines,
  );
});

/** Leads come through the gateway, so that the flow decides and keeps why. */
async function routeLeads({ server }: RunningProduct, rows: number): Promise<void> {
  const { records } = server.services.store;
  for (let start = 0; start < rows; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows - start) }, (_, index) => {
      const { name, company, region, source, industry } = leadRow(start + index, rows);
      const mobile = `138${String(start + index).padStart(8, "0")}`;
      return { name, company, mobile, region, source, industry };
    });
    const command = { type: "create", entity: "lead", rows: batch } as const;
    await records.execute(systemActor, "crm", [command], { type: "import" });
  }
  await records.settled();
  await server.services.store.pool.query("vacuum analyze");
}

/** The flow in force, with the senior salesperson's rule for textiles also. */
function changedRules({ server }: RunningProduct): FlowDocument {
  const flow = server.services.store.releases.current("crm").catalog.find("flow", "lead_routing");
  if (!flow) throw new TypeError("the app routes its leads");
  const text = JSON.stringify(flow);
  const changed = text.replace(
    '{"==":[{"var":"industry"},"equipment"]}',
    '{"in":[{"var":"industry"},["equipment","textile"]]}',
  );
  if (changed === text) throw new TypeError("the rule for equipment makers has changed");
  // The same document with another condition.
  return JSON.parse(changed) as FlowDocument;
}

async function measure(product: RunningProduct, flow: FlowDocument): Promise<readonly string[]> {
  const { process: engine } = product.server.services;
  const stalls = watchStalls();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const answer = await engine.whatIf(systemActor, { app: "crm", flow, days: 1 });
  const ours = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const stall = stalls.stop();
  const sql = await bySql(product);
  const again = answer.reproduced ? `${answer.reproduced.same} of ${answer.reproduced.of}` : "–";
  return [
    ours.toFixed(2),
    ((user + system) / 1e6).toFixed(2),
    again,
    String(answer.changed),
    stall.toFixed(0),
    sql.toFixed(2),
    ratio(ours, sql),
  ];
}

/** How long others had to wait at the most meanwhile. */
function watchStalls() {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}

/**
 * What somebody who knows the tables would write for this one change: who would get which lead, the turns of each
 * team counted anew, and from whom to whom. It keeps to no rights, explains nothing and holds for no other rule.
 */
async function bySql({ server }: RunningProduct): Promise<number> {
  const begun = performance.now();
  await server.services.store.pool.query(`
    with assigned as (
      select d.record, d.turn, d.outcome ->> 'owner' as was, d.basis -> 'values' ->> 'industry' as industry,
        d.basis -> 'values' ->> 'region' as region, d.basis -> 'values' ->> 'source' as source
      from mortise.decision_log d where d.app = 'crm' and d.flow = 'lead_routing' and d.kind = 'assign'),
    ruled as (
      select a.*, case
        when source = 'website_signup' and region like '3701%' then 'website'
        when industry in ('equipment', 'textile') then 'senior'
        when region ~ '^(3701|3702|3706|3707|3713)' then left(region, 4)
        else 'rest' end as rule
      from assigned a),
    turned as (select r.*, row_number() over (partition by rule order by turn) as turn_in_rule from ruled r),
    people as (
      select array_agg(distinct was) as ids, rule from ruled group by rule),
    given as (
      select t.record, t.was, p.ids[1 + (t.turn_in_rule - 1) % cardinality(p.ids)] as now from turned t join people p using (rule))
    select was, now, count(*) from given group by 1, 2 order by 3 desc`);
  return (performance.now() - begun) / 1000;
}
