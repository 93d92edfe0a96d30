import type { RouteOutput, runRoutes } from "@mortise/contract";
import type { LocalizedText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { type Actor, type ListedRun, readRoster } from "@mortise/store";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import { fieldsNamed } from "../../model/fields-named.ts";
import { findNode } from "../../nodes/index.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { recordTitles } from "../record-titles.ts";

/** A run as the API shows it. */
export type RunView = RouteOutput<typeof runRoutes.listRuns>["items"][number];

/** Runs as they are shown to somebody. */
export async function runViews(
  { parts, library }: Engine,
  actor: Actor,
  rows: readonly ListedRun[],
): Promise<RunView[]> {
  const titles = await recordTitles(parts, actor, rows);
  const { users } = rows.length === 0 ? { users: [] } : await readRoster(parts.db, "");
  const names = new Map(users.map((user) => [user.id, user.name]));
  const views: RunView[] = [];
  for (const row of rows) {
    const flow = await library.find(row.app, row.release, row.flow);
    const mayTell = titles.has(row.record) && (await seesAll(parts, actor, row, flow));
    views.push({
      id: row.id,
      flow: row.flow,
      flowName: flow?.document.name ?? { zh: row.flow, en: row.flow },
      release: row.release,
      entity: row.entity,
      record: row.record,
      recordTitle: titles.get(row.record) ?? "",
      status: row.status,
      node: row.node,
      nodeName: row.node === null ? null : nodeName(flow?.document, row.node),
      startedAt: row.started_at,
      endedAt: row.ended_at,
      startedBy: row.started_by === null ? null : (names.get(row.started_by) ?? ""),
      error: mayTell ? row.error : null,
      undone: row.undone,
    });
  }
  return views;
}

/** Reasons quote values of any field that a flow uses: they are told to those who see all of these in clear. */
export async function seesAll(
  parts: Engine["parts"],
  actor: Actor,
  { app, entity }: ListedRun,
  flow: CompiledFlow | undefined,
): Promise<boolean> {
  const { fields } = parts.gateway.permissionSummary(actor, app, entity);
  const used = flow ? fieldsNamed(flow.document, flow.catalog, entity) : Object.keys(fields);
  return Promise.resolve(used.every((field) => fields[field] !== "hidden" && fields[field] !== "masked"));
}

/** What a step is called. */
export function nodeName(flow: FlowDocument | undefined, id: string): LocalizedText {
  const node = flow?.nodes.find((candidate) => candidate.id === id);
  return node?.name ?? findNode(node?.type ?? "")?.name ?? { zh: id, en: id };
}
