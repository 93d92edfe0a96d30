import { ApiError, type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import {
  checkValues,
  type FormProblems,
  type FormValues,
  placedFields,
  revealField,
  useFormLogic,
  useWarnings,
  valuesToSave,
  withCompanions,
} from "@mortise/forms/react";
import { fillText, newId } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useMemo, useState } from "react";
import { fieldErrors } from "../session/form-errors.ts";
import { useAppModel } from "../app/app-model.ts";
import { conflictIn, type EditConflict } from "../changes/conflict-data.ts";
import { recordsChanged, recordWritten } from "../live/apply-live.ts";
import { isWorkedOut, mayFill, mayWrite } from "../records/entity-fields.ts";
import { useLabelBook } from "../records/labels.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { isConflict } from "../records/use-record-writes.ts";
import { useWorkCalendar } from "../session/use-work-calendar.ts";
import { useSession } from "../session/session.ts";
import { changedValues } from "./changed-values.ts";
import { defaultValues } from "./default-values.ts";
import { briefLayout, formLayout } from "./form-layout.ts";
import { rowComplaints } from "./row-complaints.ts";
import { recordText } from "./text.ts";

/** What a record's form is about. */
export interface RecordFormOptions {
  readonly entity: EntityDocument;
  /** The record to change; a new one when absent. */
  readonly record?: RecordData | undefined;
  /** What a new record starts with: the record it belongs to, the column it was added in. */
  readonly initial?: FormValues | undefined;
  /** Asks for the name and what is required only, until the person wants to see more. */
  readonly brief?: boolean | undefined;
  readonly onSaved: (record: RecordData) => void;
}

interface RecordFormPlace {
  /** The element around the fields, where a complaint is looked for. */
  readonly place: RefObject<HTMLElement | null>;
}

/** State of a record's form: values, complaints, saving. */
export function useRecordForm(options: RecordFormOptions & RecordFormPlace) {
  const { entity, record, onSaved, place } = options;
  const t = useText(recordText);
  const { catalog, permission } = useAppModel();
  const permissionOf = useRecordPermission(entity.id);
  const fields = useMemo(
    () =>
      entity.fields.filter(
        (field) =>
          isWorkedOut(catalog, entity.id, field) ||
          (record ? mayWrite(field, permissionOf(record.id)) : mayFill(field, permission(entity.id))),
      ),
    [catalog, entity, record, permission, permissionOf],
  );
  const items = useMemo(
    () =>
      withCompanions(
        options.brief ? briefLayout(entity, fields) : formLayout(catalog, entity, fields),
        fields,
      ),
    [options.brief, catalog, entity, fields],
  );
  const placed = useMemo(() => placedFields(items, fields), [items, fields]);
  // The record as it was when editing began: later live changes must not shift the comparison.
  const [before] = useState<FormValues>(() => record ?? {});
  const start = useStartValues(options, fields, before);
  const filled = useFormLogic({ entity, catalog, stored: record ? before : undefined, start });
  const { values, view } = filled;
  const warnings = useWarnings(filled.messages);
  const [problems, setProblems] = useState<FormProblems>({});
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const changed = valuesToSave(placed, values, {
    before: record ? before : undefined,
    view,
    set: filled.set,
    moved: filled.moved,
  });
  const complaintsOfRows = useRowComplaints(entity);
  const refused = (error: Error): void => {
    const told = { ...fieldErrors(error), ...complaintsOfRows(error) };
    setProblems(told);
    const known = new Set(placed.map(({ field }) => field.id));
    const elsewhere = Object.keys(told).some((field) => !known.has(field));
    setFailure(elsewhere && error instanceof ApiError ? allDetails(error) : error.message);
    const [first] = Object.keys(told);
    if (first !== undefined && place.current) revealField(place.current, first);
  };
  const [conflict, setConflict] = useState<EditConflict | undefined>(undefined);
  const labels = useLabelBook();
  const write = useWrite(options, {
    refused,
    conflict: (found) => {
      if (!found) return setFailure(t.conflict);
      labels.add(found.labels);
      return setConflict(found);
    },
  });
  /** Saves over the newest version what was typed, but for the fields that are given up. */
  const settle = (givenUp: readonly string[]) => {
    const theirs = (conflict?.fields ?? []).filter((each) => givenUp.includes(each.field));
    // A value that came from the server is one that a form can hold.
    const taken = Object.fromEntries(theirs.map(({ field, now }) => [field, now])) as FormValues;
    filled.replace(taken);
    setConflict(undefined);
    const kept = Object.entries(changed).filter(([field]) => !givenUp.includes(field));
    if (kept.length === 0 && record) return onSaved(record);
    return write.mutate(Object.fromEntries(kept));
  };
  const save = () => {
    const found = { ...warnings.refusals, ...checkValues(placed, values, view, record ? before : undefined) };
    const wrong = Object.keys(found);
    setProblems(found);
    setFailure(wrong.length > 0 ? fillText(t.notFits, { n: wrong.length }) : undefined);
    if (wrong[0] !== undefined && place.current) revealField(place.current, wrong[0]);
    else if (record && Object.keys(changed).length === 0) onSaved(record);
    else if (warnings.mayGoOn()) write.mutate(changed);
  };
  const change = (field: string, value: FormValues[string]) => {
    filled.change(field, value);
    setProblems(({ [field]: _mended, ...rest }) => rest);
  };
  const check = (only: readonly string[]): boolean => {
    const all = Object.entries(checkValues(placed, values, view));
    const found = all.filter(([field]) => only.includes(field));
    setProblems(Object.fromEntries(found));
    if (found[0] && place.current) revealField(place.current, found[0][0]);
    return found.length === 0;
  };
  const press: typeof filled.press = (set) => {
    filled.press(set);
    setProblems({});
  };
  const [opened] = useState(values);
  // What a form gave out came from editors, which hand up values only.
  const typed = changedValues(opened, values) as FormValues;
  const dirty = Object.keys(typed).length > 0;
  const giveUp = () => setConflict(undefined);
  const resolution = conflict && { conflict, settle, giveUp };
  return {
    items,
    fields,
    values,
    view,
    messages: filled.messages,
    isAsking: warnings.isAsking,
    problems: { ...filled.taken, ...problems },
    failure,
    change,
    check,
    press,
    save,
    saving: write.isPending,
    dirty,
    typed,
    resolution,
  };
}

/** Names the rows and columns that a refusal is about. */
function useRowComplaints(entity: EntityDocument): (error: Error) => Readonly<Record<string, string>> {
  const t = useText(recordText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  return (error) =>
    rowComplaints(error, entity, {
      catalog,
      localize,
      sentence: (row, column, message) => fillText(t.rowComplaint, { row, column, message }),
      separator: t.between,
    });
}

/** What the form starts with: the record, or the defaults of a new one. */
function useStartValues(
  { entity, record, initial }: RecordFormOptions,
  fields: readonly FieldDefinition[],
  before: FormValues,
): FormValues {
  const { catalog } = useAppModel();
  const { me } = useSession();
  const timeZone = useTimeZone();
  const calendar = useWorkCalendar();
  const [start] = useState<FormValues>(() => {
    if (record) return { ...before, ...initial };
    const context = { user: me?.id ?? "", now: new Date(), timeZone, calendar };
    return { ...defaultValues(fields, entity.id, catalog, context), ...initial };
  });
  return start;
}

/** Writes what was changed. After a conflict the next attempt is made on the newest revision: the person was told. */
function useWrite(
  { entity, record, onSaved }: RecordFormOptions,
  on: {
    readonly refused: (error: Error) => void;
    readonly conflict: (conflict: EditConflict | undefined) => void;
  },
) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const [revision, setRevision] = useState(record?.revision);
  const [idempotencyKey] = useState(newId);
  return useMutation({
    mutationFn: async (changed: Record<string, unknown>) => {
      const params = { app, entity: entity.id };
      if (!record)
        return api.call(routes.createRecord, { params, body: { values: changed } }, { idempotencyKey });
      const body = { ...(revision === undefined ? {} : { revision }), values: changed };
      return api.call(routes.updateRecord, { params: { ...params, id: record.id }, body });
    },
    onSuccess: (answer) => {
      recordWritten(queryClient, { app, entity: entity.id }, answer.record);
      recordsChanged(queryClient, app, entity.id);
      onSaved(answer.record);
    },
    onError: (error) => {
      if (!record || !isConflict(error)) return on.refused(error);
      const conflict = conflictIn(error);
      // The next attempt is made on what the person is shown now.
      setRevision(conflict?.revision);
      on.conflict(conflict);
    },
  });
}

function allDetails(error: ApiError): string {
  return error.body.details.map((detail) => detail.message).join(" ");
}
