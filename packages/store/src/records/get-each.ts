import { AppError } from "@mortise/kit";
import type { Actor } from "../actor.ts";
import type { RecordReader } from "./gateway.ts";
import type { RecordView } from "./record-query.ts";

/** Several records with their child rows, in the order asked for; those that the actor cannot see are left out. */
export async function getEach(
  records: Pick<RecordReader, "get">,
  actor: Actor,
  { app, entity, ids }: { readonly app: string; readonly entity: string; readonly ids: readonly string[] },
): Promise<readonly RecordView[]> {
  const found: RecordView[] = [];
  for (const id of ids) {
    try {
      found.push(await records.get(actor, app, entity, id));
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 404) throw error;
    }
  }
  return found;
}
