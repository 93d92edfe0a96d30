import { type FillAsk, fillKey, type FoundFill } from "@mortise/fields";
import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import { type Actor, type Store, systemActor } from "@mortise/store";
import { filledBy, stepForm } from "../../model/logic/form-logic.ts";
import type { OpenForm } from "./open-form.ts";
import { shownAnswer } from "./shown-answer.ts";
import { answerContext } from "./read-submission.ts";

/** What one linkage finds may be what the next one matches. */
const MOST_ROUNDS = 5;

interface LiveFillQuery {
  /** What the visitor has answered so far. */
  readonly values: Readonly<Record<string, Value>>;
  readonly moment: RecordEnvironmentOptions;
}

/**
 * What data linkages that the form shows to visitors find for the answers so far: what belongs into the controls of
 * questions, and nothing of the records it comes from. Null empties a question.
 */
export async function liveFills(
  store: Store,
  actor: Actor,
  open: OpenForm,
  { values, moment }: LiveFillQuery,
): Promise<Readonly<Record<string, unknown>>> {
  const rules = new Set(open.form.public?.fills ?? []);
  const found = new Map<string, FoundFill>();
  const filled = new Set<string>();
  const given = new Set(Object.keys(values));
  let step = stepForm(open.logic, { values, given, found }, moment);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const asks: readonly FillAsk[] = step.wanted.filter(({ rule }) => rules.has(rule));
    if (asks.length === 0) break;
    const request = { entity: open.entity.id, asks, rules };
    // The definition asks, not the visitor: what it fills in was published by who builds the form.
    // oxlint-disable-next-line no-await-in-loop -- each round depends on the one before
    const answers = await store.records.fills(systemActor, open.app, request);
    for (const [index, ask] of asks.entries()) {
      found.set(fillKey(ask), answers.found[index] ?? {});
      for (const id of filledBy(open.logic, ask)) filled.add(id);
    }
    step = stepForm(open.logic, { values, given, found }, moment);
  }
  const context = answerContext(actor);
  return Object.fromEntries(
    open.asked
      .filter(({ field }) => filled.has(field.id) && !given.has(field.id) && !step.state.hidden.has(field.id))
      .map((asked) => [asked.field.id, shownAnswer(step.values[asked.field.id] ?? null, asked, context)]),
  );
}
