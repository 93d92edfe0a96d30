import type { ledgerRoutes, RouteInput, RouteOutput } from "@mortise/contract";
import { isId } from "@mortise/kit";
import { type Actor, type LedgerQuery, ledgerRecords, readRoster } from "@mortise/store";
import type { ProcessParts } from "../parts.ts";
import { recordTitles } from "../record-titles.ts";
import { sayTexts } from "../say-texts.ts";

/** Records behind a figure of the ledger. */
export type LedgerRecordPage = RouteOutput<typeof ledgerRoutes.ledgerRecords>;
type Query = Omit<RouteInput<typeof ledgerRoutes.ledgerRecords>["query"], "from" | "until" | "flow">;

const PAGE = 50;
const MARK = " ";

/** The records behind a figure; of those that the actor may not read only when they came and who has got them. */
export async function recordsBehind(
  parts: ProcessParts,
  actor: Actor,
  span: LedgerQuery & { readonly flow: string },
  { node, rule, account, side, after, limit = PAGE }: Query,
): Promise<LedgerRecordPage> {
  const { app } = span;
  const page = { account, side, before: placeOf(after), limit: limit + 1 };
  const rows = await ledgerRecords(parts.db, { ...span, node, rule }, page);
  const shown = rows.slice(0, limit);
  const places = shown.map(({ entity, record }) => ({ app, entity, record }));
  const titles = await recordTitles(parts, actor, places);
  const readable = shown.filter(({ record }) => titles.has(record));
  const texts = await sayTexts(
    parts,
    actor,
    readable.map(({ entity, record, why }) => ({ app, entity, record, text: why })),
  );
  const said = new Map(readable.map(({ id }, index) => [id, texts[index] ?? null]));
  const { users } = await readRoster(parts.db, "");
  const names = new Map(users.map((user) => [user.id, user.name]));
  const last = shown.at(-1);
  return {
    items: shown.map(({ id, entity, record, at, owner, missed }) => ({
      id,
      entity,
      record,
      title: titles.get(record) ?? null,
      at: new Date(at).toISOString(),
      owner: names.get(owner) ?? "",
      why: said.get(id) ?? null,
      missed,
    })),
    ...(rows.length > limit && last ? { next: `${last.at}${MARK}${last.id}` } : {}),
  };
}

function placeOf(after: string | undefined): { readonly at: string; readonly id: string } | undefined {
  const at = after?.slice(0, after.lastIndexOf(MARK)) ?? "";
  const id = after?.slice(after.lastIndexOf(MARK) + 1) ?? "";
  return at !== "" && !Number.isNaN(Date.parse(at)) && isId(id) ? { at, id } : undefined;
}
