import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { sortOf } from "../found-settings.ts";
import { readWhere } from "../where.ts";

const DEFAULT_LIMIT = 100;

/** Leaves the records found, the first of them and how many there are. */
export function stepFindRecords(context: StepContext, most: number): StepOutcome {
  const { settings } = context;
  const entity = settings.text("entity") ?? "";
  const where = readWhere(context, settings, entity);
  const limit = Math.min(most, settings.number("limit") ?? DEFAULT_LIMIT);
  const ids =
    where.kind === "none"
      ? []
      : context.search({
          entity,
          ...(where.filter === undefined ? {} : { filter: where.filter }),
          ...sortOf(settings),
          limit,
        });
  const n = ids.length;
  context.give({ records: n === 0 ? null : ids, first: ids[0] ?? null, count: String(n) });
  const name = context.wording.entity(entity);
  return {
    type: "exit",
    exit: "next",
    text: { zh: `找到 ${n} 条${name.zh}`, en: n === 1 ? `Found one ${name.en}` : `Found ${n}: ${name.en}` },
  };
}
