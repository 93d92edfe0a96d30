import { ApiError, type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText, type LocalizedText, newId, sameText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useIsPhone, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer } from "antd";
import { useMemo, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged, recordWritten } from "../live/apply-live.ts";
import { mayFill, mayWrite } from "../records/entity-fields.ts";
import { isConflict } from "../records/use-record-writes.ts";
import { defaultValues } from "./default-values.ts";
import { formLayout, placedFields } from "./form-layout.ts";
import { changedValues, formProblems, type FormValues } from "./form-values.ts";
import { RecordForm } from "./record-form.tsx";
import { useSession } from "../session/session.ts";
import { recordText } from "./text.ts";

interface RecordFormDrawerProps {
  readonly entity: EntityDocument;
  /** The record to change; a new one when absent. */
  readonly record?: RecordData | undefined;
  /** What a new record starts with: the record it belongs to, the column it was added in. */
  readonly initial?: FormValues | undefined;
  readonly onClose: () => void;
  readonly onSaved: (record: RecordData) => void;
}

/** The form of a record beside the page. Nothing typed is lost without a question. */
export function RecordFormDrawer(props: RecordFormDrawerProps) {
  const { entity, record, onClose } = props;
  const t = useText(recordText);
  const localize = useLocalize();
  const phone = useIsPhone();
  const { modal } = App.useApp();
  const form = useRecordForm(props);
  const close = () => {
    if (!form.dirty) return onClose();
    return void modal.confirm({
      title: t.discardAsk,
      okText: t.discard,
      cancelText: t.keepEditing,
      onOk: onClose,
    });
  };
  const title = fillText(record ? t.editOf : t.create, { entity: localize(entity.name) });
  return (
    <Drawer
      open
      size={phone ? "100%" : 720}
      title={title}
      aria-label={title}
      onClose={close}
      closable={{ "aria-label": t.close }}
      mask={{ closable: !form.dirty }}
      footer={
        <div className="drawer-buttons">
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="primary" loading={form.saving} onClick={form.save}>
            {t.save}
          </Button>
        </div>
      }
    >
      {form.failure ? (
        <Alert type="error" showIcon role="alert" title={form.failure} className="form-failure" />
      ) : null}
      <RecordForm
        items={form.items}
        fields={form.fields}
        values={form.values}
        problems={form.problems}
        onChange={form.change}
      />
    </Drawer>
  );
}

/** State of a record's form: values, complaints, saving. Also used without a drawer. */
export function useRecordForm({ entity, record, initial, onSaved }: Omit<RecordFormDrawerProps, "onClose">) {
  const t = useText(recordText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app, catalog, permission } = useAppModel();
  const allowed = permission(entity.id);
  const fields = useMemo(
    () => entity.fields.filter((field) => (record ? mayWrite(field, allowed) : mayFill(field, allowed))),
    [entity, record, allowed],
  );
  const items = useMemo(() => formLayout(catalog, entity, fields), [catalog, entity, fields]);
  // The record as it was when editing began: later live changes must not shift the comparison.
  const [before] = useState<FormValues>(() => record ?? {});
  const [revision, setRevision] = useState(record?.revision);
  const { me } = useSession();
  const timeZone = useTimeZone();
  const [start] = useState<FormValues>(() => {
    if (record) return { ...before, ...initial };
    const context = { user: me?.id ?? "", now: new Date(), timeZone };
    return { ...defaultValues(fields, entity.id, catalog, context), ...initial };
  });
  const [values, setValues] = useState<FormValues>(start);
  const [problems, setProblems] = useState<ReadonlyMap<string, LocalizedText>>(new Map());
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [idempotencyKey] = useState(newId);
  const changed = changedValues(before, values);

  const write = useMutation({
    mutationFn: async () => {
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
      if (record && isConflict(error)) {
        setRevision(undefined);
        setFailure(t.conflict);
        return;
      }
      const placed = new Map<string, LocalizedText>();
      if (error instanceof ApiError)
        for (const { path, message } of error.body.details)
          placed.set(path.split(".")[0] ?? path, sameText(message));
      setProblems(placed);
      const known = new Set(placedFields(items, fields).map((field) => field.id));
      const elsewhere = [...placed.keys()].some((field) => !known.has(field));
      const message =
        error instanceof ApiError && elsewhere
          ? error.body.details.map((detail) => detail.message).join(" ")
          : error.message;
      setFailure(message);
    },
  });
  const save = () => {
    const found = formProblems(placedFields(items, fields), values);
    setProblems(found);
    setFailure(found.size > 0 ? fillText(t.notFits, { n: found.size }) : undefined);
    const first = found.keys().next().value;
    if (first !== undefined)
      document.querySelector(`[data-field="${first}"]`)?.scrollIntoView({ block: "center" });
    else if (record && Object.keys(changed).length === 0) onSaved(record);
    else write.mutate();
  };
  const change = (field: string, value: unknown) => {
    setValues((current) => ({ ...current, [field]: value }));
    setProblems((current) => new Map([...current].filter(([id]) => id !== field)));
  };
  const started = changedValues(start, values);
  return {
    items,
    fields,
    values,
    problems,
    failure,
    change,
    save,
    saving: write.isPending,
    dirty: Object.keys(started).length > 0,
  };
}
