import type { RecordEnvironmentOptions } from "@mortise/expression";
import { type FillAsk, fillKey, type FoundFills, type RuleMessage } from "@mortise/fields";
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
  readonly found: FoundFills;
  readonly moved: ReadonlySet<string>;
  readonly open?: Pick<FormStep, "before" | "given">;
}

type OpenStep = Pick<FormStep, "before" | "given"> & Pick<Filled, "found" | "moved">;

const NOTHING: ReadonlySet<string> = new Set();

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
    const made = stepForm(logic, { values, before: from, given, found, stored: origin }, moment());
    const moved = stored ? movedFields({ set: logic.record.set, moved: last, made }, stored) : last;
    return { ...made, found, moved, ...(made.wanted.length === 0 ? {} : { open: { before: from, given } }) };
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
  useAnswers(entity.id, filled.wanted, (answers) =>
    setFilled((current) => {
      const { open, values, moved } = current;
      const found = new Map([...current.found, ...answers]);
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
  entity: string,
  wanted: readonly FillAsk[],
  onAnswers: (answers: FoundFills) => void,
): void {
  const { fill } = useFieldServices();
  const question = JSON.stringify(wanted);
  const tell = useEffectEvent(onAnswers);
  const ask = useEffectEvent(async (text: string, isAsked: () => boolean) => {
    // What is asked again is what was written just above.
    const asks = JSON.parse(text) as readonly FillAsk[];
    if (!fill || asks.length === 0) return;
    const answers = await fill(entity, asks).catch(() => []);
    if (isAsked() && answers.length > 0)
      tell(new Map(asks.map((one, index) => [fillKey(one), answers[index] ?? {}])));
  });
  useEffect(() => {
    let isAsked = true;
    void ask(question, () => isAsked);
    return () => {
      isAsked = false;
    };
  }, [question]);
}
