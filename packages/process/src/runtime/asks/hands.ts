import type { WorkItemRow, WriteTransaction } from "@mortise/store";
import { rosterOf } from "../read-roster.ts";

/** In whose hands a part is, and in whose name. */
export type PartHands = Pick<WorkItemRow, "assignee" | "on_behalf_of">;

/**
 * Who deals now with a part of an approval: who stands in for the person whose part it is, unless it would come back to one
 * of `except`.
 */
export async function handsNow(
  { db, now }: WriteTransaction,
  item: Pick<WorkItemRow, "app" | "flow"> | undefined,
  except: readonly (string | null)[] = [],
): Promise<(part: PartHands) => PartHands> {
  const roster = await rosterOf(db, item?.app ?? "", now);
  return ({ assignee, on_behalf_of }) => {
    const hands = roster.handsOf(assignee, { flow: item?.flow ?? "", now }, except);
    return { assignee: hands.assignee, on_behalf_of: on_behalf_of ?? hands.onBehalfOf };
  };
}
