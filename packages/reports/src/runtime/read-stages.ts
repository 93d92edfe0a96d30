import type { AggregateResult, RecordGateway } from "@mortise/store";
import type { CardPlan } from "./card-plan.ts";
import type { FigureSource } from "./card-query.ts";

/** Counts everybody who ever came to a stage, from the log of stages; stages that end in failure are no layer. */
export async function readStages(
  source: FigureSource & { readonly records: RecordGateway },
  plan: CardPlan,
): Promise<AggregateResult> {
  const [reader] = plan.dimensions;
  const [count, amount] = plan.card.measures;
  const steps = await source.records.stageFunnel(source.actor, source.app, {
    entity: plan.card.entity,
    field: reader?.dimension.field ?? "",
    ...(plan.filter === undefined ? {} : { filter: plan.filter }),
    ...(amount?.field === undefined ? {} : { amount: amount.field }),
  });
  const failures = new Set(
    (reader?.options ?? [])
      .filter((option) => option.outcome === "lost" || option.outcome === "invalid")
      .map((option) => option.key),
  );
  const rows = steps
    .filter((step) => !failures.has(step.option))
    .map((step) => ({
      keys: [step.option],
      values: {
        ...(count ? { [count.id]: String(step.reached) } : {}),
        ...(amount ? { [amount.id]: step.reachedAmount ?? "0" } : {}),
      },
      // The rows behind are those that reached the stage, which no condition can say.
      filters: [],
    }));
  return { rows, labels: {}, truncated: false };
}
