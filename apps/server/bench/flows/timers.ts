import { setTimeout as pause } from "node:timers/promises";
import { systemActor } from "@mortise/store";
import { leadRow } from "../lead-rows.ts";
import { percentile } from "../percentile.ts";
import { ms } from "../print-table.ts";
import type { Desk } from "./open-desk.ts";

const AT_ONCE = 200;
const FIRST_MS = 3_000;
const LOOK_MS = 25;

interface Due {
  readonly run: string;
  readonly token: string;
  readonly due: Date;
}

/**
 * Leads of which each waits for its limits; their timers are put `gapMs` apart, and the one server fires them. How much later than its
 * moment each is gone, committed: looked at every 25 ms.
 */
export async function measureTimers(
  desk: Desk,
  count: number,
  gapMs: number,
): Promise<readonly (readonly string[])[]> {
  const { store, pool } = desk;
  for (let made = 0; made < count; made += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - made) }, (_, index) => {
      const { name, company, mobile, region, source } = leadRow(made + index, 1_000_000);
      return { name, company, mobile, region, source };
    });
    await store.records.execute(systemActor, "crm", [{ type: "create", entity: "lead", rows }], {
      type: "import",
    });
  }
  const { rows: waiting } = await pool.query<Due>(
    `update mortise.timer t set due_at = placed.due from (
       select run, token, now() + make_interval(secs => ($1 + $2 * row_number() over (order by run, token)) / 1000.0) as due
       from mortise.timer where not held limit $3) placed
     where t.run = placed.run and t.token = placed.token returning t.run, t.token, t.due_at as due`,
    [FIRST_MS, gapMs, count],
  );
  const open = new Map(waiting.map((one) => [`${one.run} ${one.token}`, one.due.getTime()]));
  const late: number[] = [];
  while (open.size > 0) {
    await pause(LOOK_MS);
    const { rows } = await pool.query<{ key: string }>(
      "select run || ' ' || token as key from mortise.timer where run = any($1::uuid[])",
      [[...open.keys()].map((key) => key.split(" ")[0])],
    );
    const [left, now] = [new Set(rows.map(({ key }) => key)), Date.now()];
    for (const [key, due] of open)
      if (!left.has(key)) {
        late.push(now - due);
        open.delete(key);
      }
  }
  const shares = [0.5, 0.95, 0.99, 1].map((share) => ms(percentile(late, share)));
  return [[String(late.length), (1000 / gapMs).toFixed(0), ...shares]];
}
