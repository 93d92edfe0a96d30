import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Store } from "@mortise/store";
import { leadRow } from "./lead-rows.ts";

// The driver's COPY stream belongs to the store; product code of the server has no use for it.
const require = createRequire(import.meta.resolve("@mortise/store"));
const { from: copyFrom } = require("pg-copy-streams") as { from: (text: string) => Writable }; // the package's documented export

/** The limit: the same rows streamed into the same table by COPY, with its indexes and its search column. */
export async function copyLeads(store: Store, rows: number): Promise<void> {
  const client = await store.pool.connect();
  try {
    const columns = "id, name, company, mobile, region, source, industry, est_amount, needs, score, status";
    const stream = client.query(
      copyFrom(`copy "app_crm"."lead" (${columns}) from stdin`) as never,
    ) as Writable; // a submittable
    await pipeline(Readable.from(copyText(rows)), stream);
  } finally {
    client.release();
  }
}

function* copyText(rows: number): Generator<string> {
  let text = "";
  for (let number = 0; number < rows; number += 1) {
    const { name, company, mobile, region, source, industry, est_amount, needs, score, status } = leadRow(
      number,
      rows,
    );
    const cells = [
      randomUUID(),
      name,
      company,
      mobile,
      region,
      source,
      industry,
      est_amount,
      needs,
      score,
      status,
    ];
    text += `${cells.join("\t")}\n`;
    if (text.length < 100_000) continue;
    yield text;
    text = "";
  }
  yield text;
}
