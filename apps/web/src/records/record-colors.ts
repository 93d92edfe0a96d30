import { checkExpression, compileExpression, recordEnvironment, variablesOf } from "@mortise/expression";
import { useFieldServices } from "@mortise/fields/react";
import type { RecordData } from "@mortise/contract";
import type { ColorRule, EntityDocument } from "@mortise/metadata";
import { useNow, useTimeZone } from "@mortise/ui";
import { useMemo } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useWorkCalendar } from "../session/use-work-calendar.ts";
import { shownFields } from "./entity-fields.ts";

/** Tells the colour that rules give to a record; undefined when none holds. */
export type ColorOf = (record: RecordData) => string | undefined;

const noColor: ColorOf = () => undefined;

/** Fields that rules ask for, of the record itself. */
export function colorFields(rules: readonly ColorRule[] | undefined): readonly string[] {
  return (rules ?? []).flatMap(({ when }) => variablesOf(when)).filter((path) => !path.startsWith("$"));
}

/** The colours of records by the rules of a view; a rule over fields the person may not see does not hold. */
export function useRecordColors(entity: EntityDocument, rules: readonly ColorRule[] | undefined): ColorOf {
  const { catalog, permission } = useAppModel();
  const { user } = useFieldServices();
  const timeZone = useTimeZone();
  const calendar = useWorkCalendar();
  const now = useNow().getTime();
  const allowed = permission(entity.id);
  const compiled = useMemo(() => {
    const known = new Set(shownFields(entity, allowed).map(({ id }) => id));
    const isOpen = (path: string) =>
      path.startsWith("$") || (known.has(path) && allowed.fields[path] !== "masked");
    const scope = catalog.queryScope(entity.id);
    return (rules ?? [])
      .filter(({ when }) => variablesOf(when).every(isOpen) && checkExpression(when, scope).ok)
      .map(({ when, color }) => ({ color, test: compileExpression(when, scope) }));
  }, [entity, rules, allowed, catalog]);
  return useMemo(() => {
    const options = {
      now: new Date(now),
      timeZone,
      calendar,
      ...(user ? { user: user.id, ownTeams: user.ownTeams, teams: user.teams } : {}),
    };
    if (compiled.length === 0) return noColor;
    // Rows in sight are asked about on every frame of scrolling; a changed record is another object.
    const known = new WeakMap<RecordData, { readonly color: string | undefined }>();
    return (record) => {
      const found = known.get(record) ?? {
        color: compiled.find(({ test }) => test.test(recordEnvironment(record, options)))?.color,
      };
      known.set(record, found);
      return found.color;
    };
  }, [compiled, now, timeZone, calendar, user]);
}
