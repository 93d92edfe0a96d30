import { type Actor, type DecisionRow, decisionsOf } from "@mortise/store";
import type { Guard } from "../model/node-output.ts";
import { NO_RECORD } from "../model/no-record.ts";
import type { ProcessParts } from "./parts.ts";
import { sayTexts } from "./say-texts.ts";

/** A decision as timelines show it. */
export interface DecisionView {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  /** The run that made it, and at which step; pools decide without a run. */
  readonly run: string | null;
  readonly node: string;
  /** Who started the flow that made it, if somebody did. */
  readonly startedBy: { readonly id: string | null; readonly name: string };
  readonly flow: string;
  readonly flowName: string;
  readonly why: { readonly zh: string; readonly en: string };
  readonly details: {
    readonly label: { zh: string; en: string };
    readonly value: { zh: string; en: string };
    readonly decisive: boolean;
  }[];
}

/** Which part of a record's decisions to read. */
export interface DecisionPage {
  readonly limit?: number | undefined;
  readonly before?: string | undefined;
}

interface Place {
  readonly app: string;
  readonly entity: string;
  readonly record: string;
}

/** Why things were decided about a record, newest first. Values of fields the actor may not see in clear are left out. */
export async function decisionsFor(
  parts: ProcessParts,
  actor: Actor,
  place: Place,
  page: DecisionPage,
): Promise<readonly DecisionView[]> {
  const { limits } = await parts.gateway.get(actor, place.app, place.entity, place.record);
  const { limit = 50, before } = page;
  const since = await parts.gateway.seenSince(actor, place.app, { entity: place.entity, id: place.record });
  const made = await decisionsOf(parts.db, { ...place, limit, ...(before === undefined ? {} : { before }) });
  const rows = made.filter(({ at }) => since === null || new Date(at) > new Date(since));
  const used = rows.flatMap((row) => row.details.flatMap(usedBy));
  const isClear = await clearFields(parts, actor, { place, used, limits: limits?.[place.record] ?? {} });
  const mayKnow = (guard: Guard): boolean => mayRead(parts, actor, place.app, guard);
  const said = await sayTexts(
    parts,
    actor,
    rows.map((row) => ({ ...place, text: row.why })),
  );
  return rows.map((row, index) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    run: row.run,
    node: row.node,
    startedBy: { id: row.started_by, name: row.starter ?? "" },
    flow: row.flow,
    flowName: row.flow_name,
    why: said[index] ?? { zh: "", en: "" },
    details: row.details
      .filter((detail) => usedBy(detail).every(isClear) && (detail.guards ?? []).every(mayKnow))
      .map(({ label, value, decisive }) => ({ label, value, decisive })),
  }));
}

/** Whether the actor reads fields of another entity, whatever the record, in clear. */
function mayRead({ gateway }: ProcessParts, actor: Actor, app: string, guard: Guard): boolean {
  const { read, fields } = gateway.permissionSummary(actor, app, guard.entity);
  return read && guard.fields.every((field) => !["hidden", "masked"].includes(fields[field] ?? "read"));
}

function usedBy({ field, uses }: DecisionRow["details"][number]): readonly string[] {
  return [...(field === undefined ? [] : [field]), ...(uses ?? [])];
}

interface Reading {
  readonly place: Place;
  readonly used: readonly string[];
  /** What the record's state withholds counts like what is withheld always. */
  readonly limits: Readonly<Record<string, string>>;
}

/** Which of some fields of a record the actor sees in clear; STORE_RECORD_NOT_FOUND when the record is not theirs to see. */
export async function clearAmong(
  parts: ProcessParts,
  actor: Actor,
  place: Place,
  used: readonly string[],
): Promise<(field: string) => boolean> {
  const { limits } =
    place.record === NO_RECORD ? {} : await parts.gateway.get(actor, place.app, place.entity, place.record);
  return clearFields(parts, actor, { place, used, limits: limits?.[place.record] ?? {} });
}

/** Which of the values that played a part the actor sees in clear. */
async function clearFields(
  parts: ProcessParts,
  actor: Actor,
  { place, used, limits }: Reading,
): Promise<(field: string) => boolean> {
  const { catalog } = parts.releases.current(place.app);
  const summary = parts.gateway.permissionSummary(actor, place.app, place.entity);
  const accesses: Readonly<Record<string, string>> = { ...summary.fields, ...limits };
  const clear = new Set<string>();
  for (const field of new Set(used)) {
    if (accesses[field] === "hidden" || accesses[field] === "masked") continue;
    const definition = catalog.field(place.entity, field);
    const isOwn = !definition || catalog.fieldTypes.derivationOf?.(definition) === undefined;
    if (isOwn || (await isSeen(parts, actor, { ...place, field }))) clear.add(field);
  }
  return (field) => clear.has(field);
}

/** Whether the actor sees a value that comes from another record: asked of the list, whose rights are those of records. */
async function isSeen(
  { gateway }: ProcessParts,
  actor: Actor,
  { app, entity, record, field }: Place & { readonly field: string },
): Promise<boolean> {
  const filter = { and: [{ "==": [{ var: "id" }, record] }, { "!": [{ empty: [{ var: field }] }] }] };
  const page = await gateway.query(actor, app, { entity, fields: [], filter, limit: 1 });
  return page.items.length > 0;
}
