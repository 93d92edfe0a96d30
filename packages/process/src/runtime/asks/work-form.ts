import type { RouteOutput, workRoutes } from "@mortise/contract";
import { isId } from "@mortise/kit";
import { type Actor, findWorkItem, systemActor } from "@mortise/store";
import { workItemNotFound } from "../../errors.ts";
import type { Engine } from "./locked-ask.ts";
import { checkAssignee } from "./locked-ask.ts";

/**
 * The fields that a step shows to whom it asks, with what the record holds in them: the step lets them see these,
 * whatever their roles say. FLOW_WORK_ITEM_NOT_FOUND, FLOW_NOT_ASSIGNEE.
 */
export async function workForm(
  { parts }: Engine,
  actor: Actor,
  id: string,
): Promise<RouteOutput<typeof workRoutes.workForm>> {
  const item = isId(id) ? await findWorkItem(parts.db, id) : undefined;
  if (!item) throw workItemNotFound();
  checkAssignee(actor, item);
  const { app, entity, record, terms } = item;
  const { catalog } = parts.releases.current(app);
  const fields = (terms?.fields ?? []).flatMap(({ field, right }) => {
    const definition = catalog.field(entity, field);
    return definition ? [{ definition, right }] : [];
  });
  if (fields.length === 0) return { fields: [], values: {}, labels: {}, revision: 0 };
  const view = await parts.gateway.get(systemActor, app, entity, record);
  return {
    fields,
    values: Object.fromEntries(fields.map(({ definition: { id: key } }) => [key, view.record[key] ?? null])),
    labels: { ...view.labels },
    revision: Number(view.record["revision"]),
  };
}
