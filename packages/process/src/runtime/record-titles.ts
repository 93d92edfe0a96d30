import type { Actor } from "@mortise/store";
import { NO_RECORD } from "../model/no-record.ts";
import { plainText } from "../model/plain-text.ts";
import type { ProcessParts } from "./parts.ts";
import { readRecords } from "./world-source.ts";

/** A record that something is about. */
export interface RecordPlace {
  readonly app: string;
  readonly entity: string;
  readonly record: string;
}

/** Titles of records by their id, only of those that the actor may read. */
export async function recordTitles(
  parts: ProcessParts,
  actor: Actor,
  rows: readonly RecordPlace[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const group of Map.groupBy(rows, (row) => `${row.app} ${row.entity}`).values()) {
    const [first] = group;
    if (!first) continue;
    const { app, entity } = first;
    // Who may read records of the kind may know of runs that are about none of them.
    const isAboutNone = group.some(({ record }) => record === NO_RECORD);
    if (isAboutNone && parts.gateway.permissionSummary(actor, app, entity).read) titles.set(NO_RECORD, "");
    const field = parts.releases.current(app).catalog.find("entity", entity)?.titleField;
    if (field === undefined || !parts.gateway.permissionSummary(actor, app, entity).read) continue;
    const records = await readRecords(
      { reader: parts.gateway, actor, app },
      entity,
      group.map((row) => row.record),
    );
    for (const record of records) titles.set(record.id, plainText(record[field]));
  }
  return titles;
}
