import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LoadConnection, type LoadRequest, type LoadTarget } from "../figures/load.ts";
import { type Listening, startListening } from "../figures/processes.ts";
import { percentile } from "../percentile.ts";
import type { RunningProduct } from "../running-product.ts";

const FORM = "/api/v1/public/forms/website-lead";
/** The same columns as a submission writes, with an id and a number of its own; no history, no rules, no owner. */
const INSERT = `insert into app_crm.lead (id, no, name, mobile, company, region, source, status, created_at, updated_at)
  values (gen_random_uuid(), 'B' || $1, $1, $2, $3, $4, 'website_signup', 'unassigned', now(), now()) returning id`;

/** So many go ahead of what is measured. */
const WARM = 20;

/** How fast submissions are taken. */
export interface Throughput {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** Starts a handler that does nothing but the INSERT. */
export function startBareInsert({ dataDir, databaseUrl }: RunningProduct): Promise<Listening> {
  const file = join(dataDir, "statements.json");
  writeFileSync(file, JSON.stringify({ submit: [INSERT] }));
  const script = join(import.meta.dirname, "../figures/bare-server.ts");
  return startListening([script, databaseUrl, file]);
}

/** A submission of the form; each from a network address of its own, since what is measured is not the limit. */
export function submission(number: number): LoadRequest {
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  return {
    method: "POST",
    path: FORM,
    headers: { "x-forwarded-for": address },
    body: { values: valuesOf(number), website: "", device: `bench-${number}` },
  };
}

/** The same for the bare handler. */
export function bareSubmission(number: number): LoadRequest {
  const { name, mobile, company, region } = valuesOf(number);
  return { method: "POST", path: "/submit", body: [[name, mobile, company, region]] };
}

function valuesOf(number: number) {
  return {
    name: `Bench ${number}`,
    mobile: `139${String(number).padStart(8, "0")}`,
    company: "齐鲁化工",
    region: "370102",
  };
}

/** Sends for some seconds over some connections at once. */
export async function measureLoad(
  target: LoadTarget,
  request: (number: number) => LoadRequest,
  { seconds, connections }: { readonly seconds: number; readonly connections: number },
): Promise<Throughput> {
  const open = await Promise.all(Array.from({ length: connections }, () => LoadConnection.open(target)));
  // The first ones compile what the others run.
  for (let warm = 0; warm < WARM; warm += 1) {
    number += 1;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await open[0]?.ask(request(number));
  }
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  const run = async (connection: LoadConnection): Promise<void> => {
    while (performance.now() < until) {
      number += 1;
      const start = performance.now();
      // One after the other: that is what a connection is.
      // oxlint-disable-next-line no-await-in-loop -- see above
      await connection.ask(request(number));
      times.push(performance.now() - start);
    }
  };
  await Promise.all(open.map(run));
  const took = (performance.now() - begun) / 1_000;
  for (const connection of open) connection.close();
  return {
    perSecond: times.length / took,
    medianMs: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}

/** Never the same twice: what exists already would be found. */
let number = 0;
