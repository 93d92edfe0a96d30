import { PassThrough } from "node:stream";
import { routes } from "@mortise/contract";
import { localize, type Locale } from "@mortise/kit";
import { type WritableCell, writeWorkbook } from "@mortise/spreadsheet";
import type { Violation } from "@mortise/store";
import { contentDisposition } from "../http/content-disposition.ts";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Rows that are shown; the file has them all. */
const FIRST_ROWS = 20;

const text = {
  sheet: { zh: "需要处理的记录", en: "Rows to mend" },
  title: { zh: "标题", en: "Title" },
  value: { zh: "当前值", en: "Value" },
  reason: { zh: "原因", en: "Reason" },
  id: { zh: "记录编号", en: "Record id" },
} as const;

/** Changes of structure: what stands against them, and how far they are. */
export function registerStructureRoutes(handle: Handle, { store }: Services): void {
  const { releases, violations } = store;
  handle(routes.getStructure, async ({ params }) => {
    const { pending, tasks } = await releases.structure(params.app);
    return {
      pending,
      tasks: tasks.flatMap(({ state, ...task }) => (state === "done" ? [] : [{ ...task, state }])),
    };
  });
  handle(routes.cancelPublish, async ({ actor, params }) => {
    await releases.cancelPending(params.app, actor);
    return { ok: true } as const;
  });
  handle(routes.listIndexes, async ({ params }) => ({ items: await releases.indexAdvice(params.app) }));
  handle(routes.decideIndex, async ({ actor, params, body }) => {
    await releases.decideIndex(params.app, params.name, { keep: body.keep, actor });
    return { ok: true } as const;
  });
  handle(routes.listViolations, async ({ actor, params, query }) => {
    const items: Violation[] = [];
    for await (const one of violations.list(actor, params.app, query)) {
      if (items.push(one) > FIRST_ROWS) break;
    }
    return { items: items.slice(0, FIRST_ROWS), more: items.length > FIRST_ROWS };
  });
  handle(routes.downloadViolations, async ({ actor, params, query, reply }) => {
    const rows = violations.list(actor, params.app, query);
    // Asked for before anything is sent, so that a refusal is still an answer.
    const first = await rows.next();
    const name = localize(text.sheet, actor.locale);
    const out = new PassThrough();
    const titles = [text.title, text.value, text.reason, text.id];
    const sheet = {
      name,
      columns: titles.map((title) => ({ title: localize(title, actor.locale) })),
      rows: cells(first, rows, actor.locale),
    };
    writeWorkbook(out, [sheet]).catch((error: unknown) =>
      out.destroy(error instanceof Error ? error : undefined),
    );
    return reply
      .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
      .header("content-disposition", contentDisposition("attachment", `${name} ${query.field}.xlsx`))
      .send(out);
  });
}

async function* cells(
  first: IteratorResult<Violation>,
  rest: AsyncGenerator<Violation>,
  locale: Locale,
): AsyncGenerator<readonly WritableCell[]> {
  const row = ({ title, value, reason, id }: Violation): readonly WritableCell[] => [
    title,
    { value, mark: "error" },
    localize(reason, locale),
    id,
  ];
  if (first.done === true) return;
  yield row(first.value);
  for await (const violation of rest) yield row(violation);
}
