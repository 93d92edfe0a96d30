import type { Actor } from "../../actor.ts";
import type { RecordGateway } from "../gateway.ts";
import { MOST_RECORDS } from "./read-audience.ts";

/** Records of one entity. */
export interface AskedRecords {
  readonly app: string;
  readonly entity: string;
  readonly ids: readonly string[];
}

/** Which of some records an actor sees as they are now, also in the bin; of any number of them. */
export async function seenRecords(
  records: Pick<RecordGateway, "audience">,
  actor: Actor,
  { app, entity, ids }: AskedRecords,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let start = 0; start < ids.length; start += MOST_RECORDS) {
    const some = ids.slice(start, start + MOST_RECORDS);
    const audience = await records.audience(app, { entity, ids: some, changeSets: [], more: false }, [actor]);
    for (const id of audience.get(actor)?.ids ?? []) seen.add(id);
  }
  return seen;
}
