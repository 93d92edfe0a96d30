import { AppError } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import type { Actor, Cause, Command } from "@mortise/store";
import type { ProcessParts } from "../parts.ts";

/** Where the records of somebody who leaves go: to the other person, or into their pools where they have one. */
export type RecordsTarget = "person" | "pool";

/** Whose records go where. */
export interface RecordsHandOver {
  readonly from: string;
  readonly to: string;
  readonly records: RecordsTarget;
}

/** How many records went over, and how many stayed because something holds them, such as an approval. */
export interface RecordsHandedOver {
  readonly moved: number;
  readonly left: number;
}

const PAGE = 500;
const LEAVING = "工作移交";

/**
 * Gives all live records of somebody, in all apps, to somebody else or back to their pools; dates of taking back begin
 * anew, as with every new owner. Flows do not start: hundreds of records that change hands are no news one by one. What
 * cannot be changed now stays and is counted.
 */
export async function handOverRecords(
  parts: ProcessParts,
  actor: Actor,
  change: RecordsHandOver,
): Promise<RecordsHandedOver> {
  const done = { moved: 0, left: 0 };
  for (const app of parts.releases.apps()) {
    const owned = parts.releases
      .current(app)
      .catalog.all("entity")
      .filter((entity) => entity.owned && !entity.parent);
    for (const entity of owned) {
      const ids = await ownedBy(parts, actor, { app, entity: entity.id, owner: change.from });
      for (let start = 0; start < ids.length; start += PAGE) {
        const page = ids.slice(start, start + PAGE);
        const moved = await movedOf(parts, actor, { app, entity, ids: page, change });
        done.moved += moved;
        done.left += page.length - moved;
      }
    }
  }
  return done;
}

async function ownedBy(
  { gateway }: ProcessParts,
  actor: Actor,
  { app, entity, owner }: { readonly app: string; readonly entity: string; readonly owner: string },
): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await gateway.query(actor, app, {
      entity,
      fields: [],
      filter: { "==": [{ var: "owner" }, owner] },
      sort: [{ field: "id" }],
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

interface Moving {
  readonly app: string;
  readonly entity: EntityDocument;
  readonly ids: readonly string[];
  readonly change: RecordsHandOver;
}

/** Moves a page at once; where one of its records is held, one by one, so that the others go. */
async function movedOf(parts: ProcessParts, actor: Actor, moving: Moving): Promise<number> {
  if (await isMoved(parts, actor, moving)) return moving.ids.length;
  if (moving.ids.length === 1) return 0;
  let moved = 0;
  for (const id of moving.ids) if (await isMoved(parts, actor, { ...moving, ids: [id] })) moved += 1;
  return moved;
}

async function isMoved(
  { gateway }: ProcessParts,
  actor: Actor,
  { app, entity, ids, change: { to, records } }: Moving,
): Promise<boolean> {
  const command: Command =
    records === "pool" && entity.pool
      ? { type: "release", entity: entity.id, ids, reason: LEAVING }
      : { type: "update", entity: entity.id, changes: ids.map((id) => ({ id, values: { owner: to } })) };
  const cause: Cause = { type: "user", label: LEAVING, details: { handOver: true }, skipFlows: true };
  try {
    await gateway.execute(actor, app, [command], cause);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return false;
  }
}
