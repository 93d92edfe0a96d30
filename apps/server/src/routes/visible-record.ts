import { AppError } from "@mortise/kit";
import type { Actor } from "@mortise/store";
import type { Services } from "../services.ts";

/** The record as the actor sees it; undefined when it is no longer theirs to see. */
export async function visibleRecord(
  { store }: Services,
  actor: Actor,
  { app, entity, id }: { app: string; entity: string; id: string },
) {
  try {
    return (await store.records.get(actor, app, entity, id)).record;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return undefined;
    throw error;
  }
}
