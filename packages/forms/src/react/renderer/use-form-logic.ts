import type { RecordEnvironmentOptions } from "@mortise/expression";
import { CHINA_CALENDAR, type RecordState, type RuleMessage } from "@mortise/fields";
import { AppError } from "@mortise/kit";
import { useFieldServices } from "@mortise/fields/react";
import type { Catalog, EntityDocument, SetAction } from "@mortise/metadata";
import { useMemo, useState } from "react";
import { formLogic, type FormValues, stepForm } from "../../model/logic/form-logic.ts";
import { pressedValues } from "../../model/logic/press-button.ts";
import { type FormView, viewOf } from "../../model/logic/form-view.ts";

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
  readonly change: (field: string, value: FormValues[string]) => void;
  /** Puts values in place that come from outside: those of somebody who saved first. */
  readonly replace: (values: FormValues) => void;
  /** Puts the values of a button in place, but for fields that rules lock. */
  readonly press: (set: readonly SetAction[]) => void;
}

interface Filled {
  readonly values: FormValues;
  readonly state: RecordState;
}

const NOTHING: ReadonlySet<string> = new Set();

/** One step of the form; formulas that take too long leave what was typed alone, and are told when it is saved. */
function stepped(current: Filled, values: FormValues, step: () => Filled): Filled {
  try {
    return step();
  } catch (error) {
    if (error instanceof AppError) return { ...current, values };
    throw error;
  }
}

/** Keeps the values of a form and lets its formulas and rules answer every change, as the server will. */
export function useFormLogic({ entity, catalog, stored, start }: FormStart): FilledForm {
  const logic = useMemo(() => formLogic(entity, catalog), [entity, catalog]);
  const { timeZone, calendar, user } = useFieldServices();
  const moment = (): RecordEnvironmentOptions => ({
    now: new Date(),
    timeZone,
    calendar: calendar ?? CHINA_CALENDAR,
    ...(user ? { user: user.id, teams: user.teams, ownTeams: user.ownTeams } : {}),
  });
  const [before] = useState(() =>
    stored ? stepForm(logic, { values: stored, before: stored, given: NOTHING }, moment()).state : undefined,
  );
  // A stored record opens as it is: rules had their say when it was saved.
  const [filled, setFilled] = useState<Filled>(() =>
    stepForm(logic, { values: start, before: stored, given: NOTHING }, moment()),
  );
  const replace = (next: FormValues): void =>
    setFilled((current) => {
      const { values } = current;
      const all = { ...values, ...next };
      return stepped(current, all, () =>
        stepForm(logic, { values: all, before: values, given: new Set(Object.keys(next)) }, moment()),
      );
    });
  const view = viewOf(filled.state, before);
  const press = (set: readonly SetAction[]): void => {
    const free = set.filter(({ field }) => !view.locked.has(field));
    replace(pressedValues(logic, catalog, { set: free, values: filled.values }, moment()));
  };
  return {
    values: filled.values,
    view,
    messages: filled.state.messages,
    set: logic.record.set,
    change: (field, value) => replace({ [field]: value }),
    replace,
    press,
  };
}
