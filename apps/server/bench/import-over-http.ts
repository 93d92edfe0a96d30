import { setTimeout as pause } from "node:timers/promises";
import { type ImportJob, startPlan } from "@mortise/forms";
import { type Call, FileBody } from "./open-session.ts";

const APP = "crm";
const LOOK_MS = 1_000;

/** How an import is run. */
export interface ImportRun {
  readonly runFlows: boolean;
  /** By which fields records are told apart; every row is a new record when there are none. */
  readonly keys?: readonly string[];
  readonly progress: (text: string) => void;
}

/** Upload, suggestion of the mapping, run: what the wizard does when a person agrees to everything. */
export async function importFile(call: Call, path: string, run: ImportRun): Promise<void> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const imports = `/apps/${APP}/imports`;
  const job = await answer<ImportJob>(call("POST", imports, new FileBody(path, name)));
  const place = { sheet: 0, headerRow: job.sheets[0]?.headerRow ?? 0 };
  const guess = await answer<Pick<ReturnType<typeof startPlan>, "mapping" | "keys">>(
    call("POST", `${imports}/${job.id}/suggest`, { ...place, entity: "lead" }),
  );
  const keys = [...(run.keys ?? [])];
  const plan = { ...startPlan("lead", place, { ...guess, keys }), runFlows: run.runFlows };
  await call("POST", `${imports}/${job.id}/run`, { plan });
  for (;;) {
    await pause(LOOK_MS);
    const { status, counts, processed, error, errors } = await answer<ImportJob>(
      call("GET", `${imports}/${job.id}`),
    );
    if (status === "running") {
      run.progress(`${processed} rows`);
      continue;
    }
    // Two numbers made by chance may be the same; the check by key then does its work.
    const isWhole = counts !== undefined && counts !== null && counts.error === 0;
    if (status === "done" && isWhole && (keys.length > 0 || counts.create === counts.total)) return;
    throw new TypeError(`${status}: ${JSON.stringify({ counts, error, first: errors[0] })}`);
  }
}

/** The product's own answer, whose shape the contract promises. */
async function answer<T>(text: Promise<string>): Promise<T> {
  return JSON.parse(await text) as T;
}
