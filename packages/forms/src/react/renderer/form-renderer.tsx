import type { LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument, FormDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { defaultForm } from "../../model/layout/default-form.ts";
import { withCompanions } from "../../model/layout/companion-items.ts";
import { FormFields } from "./form-fields.tsx";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { checkValues, placedFields, valuesToSave } from "../../model/logic/form-values.ts";
import { revealField } from "./reveal-field.ts";
import { RuleMessages } from "./rule-messages.tsx";
import { rendererText } from "./text.ts";
import { useFormLogic } from "./use-form-logic.ts";
import { useWarnings } from "./use-warnings.ts";

/** Props of `FormRenderer`. */
export interface FormRendererProps {
  readonly entity: EntityDocument;
  /** The layout; all fields of the entity when not given. */
  readonly form?: FormDocument | undefined;
  /** Values of the record to edit or show, or first values of a new one. */
  readonly record?: FormValues | undefined;
  readonly catalog: Catalog;
  readonly mode: "create" | "edit" | "view";
  /** Gets what is to be saved: filled fields of a new record, changed fields of an existing one. */
  readonly onSubmit?: ((values: FormValues) => void | Promise<void>) | undefined;
  /** Complaints of the server by field id, already in the reader's language. */
  readonly errors?: Readonly<Record<string, string>> | undefined;
  readonly submitLabel?: string | undefined;
  readonly onCancel?: (() => void) | undefined;
  readonly onDirty?: ((dirty: boolean) => void) | undefined;
  /** One column; by the window's width when not given. */
  readonly isNarrow?: boolean | undefined;
}

/** A form that creates, edits or shows a record. What was typed stays whatever the server says. */
export function FormRenderer(props: FormRendererProps) {
  const { entity, catalog, form, record, mode, isNarrow, onDirty } = props;
  const t = useText(rendererText);
  const items = useMemo(
    () => withCompanions((form ?? defaultForm(entity)).items, entity.fields),
    [form, entity],
  );
  const placed = useMemo(() => placedFields(items, entity.fields), [items, entity]);
  const stored = mode === "create" ? undefined : record;
  const filled = useFormLogic({ entity, catalog, stored, start: record ?? {} });
  const { values, view } = filled;
  const warnings = useWarnings(mode === "view" ? [] : filled.messages);
  const [problems, setProblems] = useState<Readonly<Record<string, LocalizedText>>>({});
  const place = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const found = { ...warnings.refusals, ...checkValues(placed, values, view, stored) };
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) revealField(event.currentTarget, first);
    if (first !== undefined || !props.onSubmit || !warnings.mayGoOn()) return;
    setBusy(true);
    try {
      await props.onSubmit(
        valuesToSave(placed, values, { before: stored, view, set: filled.set, moved: filled.moved }),
      );
    } finally {
      setBusy(false);
    }
  };
  const check = (fields: readonly string[]): boolean => {
    const all = checkValues(placed, values, view, stored);
    const found = Object.fromEntries(Object.entries(all).filter(([id]) => fields.includes(id)));
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined && place.current) revealField(place.current, first);
    return first === undefined;
  };
  const change = (id: string, value: FormValues[string]): void => {
    filled.change(id, value);
    setProblems(({ [id]: _mended, ...rest }) => rest);
    onDirty?.(true);
  };
  return (
    <form ref={place} onSubmit={(event) => void submit(event)} noValidate>
      <FormFields
        items={items}
        fields={entity.fields}
        entity={entity.id}
        values={values}
        view={view}
        problems={{ ...filled.taken, ...props.errors, ...problems }}
        isReading={mode === "view"}
        isNarrow={isNarrow}
        onChange={change}
        onCheck={check}
        onPress={(set) => {
          filled.press(set);
          setProblems({});
          onDirty?.(true);
        }}
      />
      {mode === "view" ? null : <RuleMessages messages={filled.messages} isAsking={warnings.isAsking} />}
      {mode === "view" || !props.onSubmit ? null : (
        <div style={{ display: "flex", gap: 8, marginTop: 12 }}>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {props.submitLabel ?? (mode === "create" ? t.create : t.save)}
          </Button>
          {props.onCancel ? <Button onClick={props.onCancel}>{t.cancel}</Button> : null}
        </div>
      )}
    </form>
  );
}
