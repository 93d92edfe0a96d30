import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { sortOf } from "../found-settings.ts";
import { readWhere } from "../where.ts";

/** Leaves the first record found, or goes the other way. */
export function stepFindRecord(context: StepContext): StepOutcome {
  const { settings } = context;
  const entity = settings.text("entity") ?? "";
  const where = readWhere(context, settings, entity);
  const name = context.wording.entity(entity);
  const [id] =
    where.kind === "none"
      ? []
      : context.search({
          entity,
          ...(where.filter === undefined ? {} : { filter: where.filter }),
          ...sortOf(settings),
          limit: 1,
        });
  context.give({ record: id ?? null });
  if (id === undefined)
    return {
      type: "exit",
      exit: "none",
      text: { zh: `没有找到满足条件的${name.zh}`, en: `No ${name.en} meets the conditions` },
    };
  return {
    type: "exit",
    exit: "next",
    text: { zh: `找到一条${name.zh}`, en: `Found a ${name.en}` },
  };
}
