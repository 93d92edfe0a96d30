import type { RecordEnvironmentOptions } from "@mortise/expression";
import { type FillAsk, fillKey, type FoundFill, type FoundFills, type RuleMessage } from "@mortise/fields";
import { AppError, type LocalizedText } from "@mortise/kit";
import { useFieldServices } from "@mortise/fields/react";
import type { Catalog, EntityDocument, SetAction } from "@mortise/metadata";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import {
  formLogic,
  type FormOutcome,
  type FormStep,
  type FormValues,
  stepForm,
} from "../../model/logic/form-logic.ts";
import { rowViews } from "../../model/logic/row-logic.ts";
import { pressedValues } from "../../model/logic/press-button.ts";
import { movedFields } from "../../model/logic/form-values.ts";
import { type FormView, viewOf } from "../../model/logic/form-view.ts";
import { presentMoment } from "./form-moment.ts";
import { useUniqueCheck } from "./use-unique-check.ts";

/** Where a form with logic starts. */
export interface FormStart {
  readonly entity: EntityDocument;
  readonly catalog: Catalog;
  /** The record as it is stored; absent for a new one. */
  readonly stored?: FormValues | undefined;
  /** What stands in the controls first. */
  readonly start: FormValues;
}

/** A form being filled in: its values, and what rules make of them. */
export interface FilledForm {
  readonly values: FormValues;
  readonly view: FormView;
  /** What rules have to say about the values as they are now. */
  readonly messages: readonly RuleMessage[];
  /** Fields that rules give values to: cleared by a person, they stay cleared. */
  readonly set: ReadonlySet<string>;
  /** Of these, the ones that have held something else than what is stored. */
  readonly moved: ReadonlySet<string>;
  /** Values that other records have already, told while they are typed. */
  readonly taken: Readonly<Record<string, LocalizedText>>;
  readonly change: (field: string, value: FormValues[string]) => void;
  /** Puts values in place that come from outside: those of somebody who saved first. */
  readonly replace: (values: FormValues) => void;
  /** Puts the values of a button in place, but for fields that rules lock. */
  readonly press: (set: readonly SetAction[]) => void;
}

/** The form between two steps; a step that waits for answers of the server stays open, and takes in what is typed meanwhile. */
interface Filled extends FormOutcome {
  /** What the server has answered, by entity: that of the record and those of its child rows. */
  readonly found: ReadonlyMap<string, FoundFills>;
  readonly moved: ReadonlySet<string>;
  readonly open?: Pick<FormStep, "before" | "given">;
}

type OpenStep = Pick<FormStep, "before" | "given"> & Pick<Filled, "found" | "moved">;

const NOTHING: ReadonlySet<string> = new Set();
const NO_ANSWERS: FoundFills = new Map();
/** So many questions go to the server at a time: pasted rows have one each. */
const AT_ONCE = 50;

/** Keeps the values of a form and lets its formulas and rules answer every change, as the server will. */
export function useFormLogic({ entity, catalog, stored, start }: FormStart): FilledForm {
  const logic = useMemo(() => formLogic(entity, catalog), [entity, catalog]);
  const services = useFieldServices();
  const moment = (): RecordEnvironmentOptions => presentMoment(services);
  const [before] = useState(() =>
    stored ? stepForm(logic, { values: stored, before: stored, given: NOTHING }, moment()).state : undefined,
  );
  const step = (values: FormValues, { found, before: from, given, moved: last }: OpenStep): Filled => {
    const origin = stored && before ? { values: stored, state: before } : undefined;
    const answers = { found: found.get(entity.id) ?? NO_ANSWERS, foundBelow: found };
    const made = stepForm(logic, { values, before: from, given, stored: origin, ...answers }, moment());
    const moved = stored ? movedFields({ set: logic.record.set, moved: last, made }, stored) : last;
    const isOpen = made.wanted.length > 0 || made.wantedBelow.size > 0;
    return { ...made, found, moved, ...(isOpen ? { open: { before: from, given } } : {}) };
  };
  // A stored record opens as it is: rules had their say when it was saved.
  const [filled, setFilled] = useState<Filled>(() =>
    step(start, { before: stored, given: NOTHING, found: new Map(), moved: NOTHING }),
  );
  const replace = (next: FormValues): void =>
    setFilled((current) => {
      const { values, found, moved, open = { before: values, given: NOTHING } } = current;
      const all = { ...values, ...next };
      const given = new Set([...open.given, ...Object.keys(next)]);
      return stepped(current, all, () => step(all, { before: open.before, given, found, moved }));
    });
  const wanted = [...filled.wantedBelow, [entity.id, filled.wanted] as const];
  useAnswers(wanted, (answers) =>
    setFilled((current) => {
      const { open, values, moved } = current;
      const found = new Map(current.found);
      for (const [id, more] of answers) found.set(id, new Map([...(found.get(id) ?? []), ...more]));
      return open
        ? stepped(current, values, () => step(values, { ...open, found, moved }))
        : { ...current, found };
    }),
  );
  const taken = useUniqueCheck(entity, filled.values, stored);
  const rows = useMemo(
    () => rowViews(logic, filled.values, { stored, moment: presentMoment(services) }),
    [logic, filled.values, stored, services],
  );
  const view = { ...viewOf(filled.state, before), ...(rows ? { rows } : {}) };
  const press = (set: readonly SetAction[]): void => {
    const free = set.filter(({ field }) => !view.locked.has(field));
    replace(pressedValues(logic, catalog, { set: free, values: filled.values }, moment()));
  };
  return {
    taken,
    values: filled.values,
    view,
    messages: filled.state.messages,
    set: new Set([...logic.record.set].filter((id) => !filled.pending.has(id))),
    moved: filled.moved,
    change: (field, value) => replace({ [field]: value }),
    replace,
    press,
  };
}

/** One step of the form; formulas that take too long leave what was typed alone, and are told when it is saved. */
function stepped(current: Filled, values: FormValues, step: () => Filled): Filled {
  try {
    return step();
  } catch (error) {
    if (error instanceof AppError) return { ...current, values };
    throw error;
  }
}

/** Asks the server what data linkages fill in; without an answer the fields stay as they are until saving fills them. */
function useAnswers(
  wanted: readonly (readonly [entity: string, asks: readonly FillAsk[]])[],
  onAnswers: (answers: ReadonlyMap<string, FoundFills>) => void,
): void {
  const { fill } = useFieldServices();
  const question = JSON.stringify(wanted.filter(([, asks]) => asks.length > 0));
  const tell = useEffectEvent(onAnswers);
  const ask = useEffectEvent(async (text: string, isAsked: () => boolean) => {
    // What is asked again is what was written just above.
    const questions = JSON.parse(text) as typeof wanted;
    if (!fill || questions.length === 0) return;
    const answers = new Map<string, Map<string, FoundFill>>();
    for (const [entity, asks] of questions)
      for (let start = 0; start < asks.length; start += AT_ONCE) {
        const some = asks.slice(start, start + AT_ONCE);
        const found = await fill(entity, some).catch(() => []);
        const known = answers.get(entity) ?? new Map<string, FoundFill>();
        if (found.length > 0)
          for (const [index, one] of some.entries()) known.set(fillKey(one), found[index] ?? {});
        answers.set(entity, known);
      }
    const isAnswered = [...answers.values()].some(({ size }) => size > 0);
    if (isAsked() && isAnswered) tell(answers);
  });
  useEffect(() => {
    let isAsked = true;
    void ask(question, () => isAsked);
    return () => {
      isAsked = false;
    };
  }, [question]);
}
