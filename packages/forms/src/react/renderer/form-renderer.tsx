import type { LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument, FormDocument } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { type FormEvent, useMemo, useState } from "react";
import { defaultForm } from "../../model/layout/default-form.ts";
import { FormFields } from "./form-fields.tsx";
import { checkValues, type FormValues, placedFields, valuesToSave } from "./form-values.ts";
import { revealField } from "./reveal-field.ts";
import { rendererText } from "./text.ts";

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
  const { entity, form, record, mode, isNarrow, onDirty } = props;
  const t = useText(rendererText);
  const items = (form ?? defaultForm(entity)).items;
  const placed = useMemo(() => placedFields(items, entity.fields), [items, entity]);
  const [values, setValues] = useState<FormValues>(record ?? {});
  const [problems, setProblems] = useState<Readonly<Record<string, LocalizedText>>>({});
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const found = checkValues(placed, values);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) revealField(event.currentTarget, first);
    if (first !== undefined || !props.onSubmit) return;
    setBusy(true);
    try {
      await props.onSubmit(valuesToSave(placed, values, mode === "edit" ? record : undefined));
    } finally {
      setBusy(false);
    }
  };
  const change = (id: string, value: FormValues[string]): void => {
    setValues((current) => ({ ...current, [id]: value }));
    setProblems(({ [id]: _mended, ...rest }) => rest);
    onDirty?.(true);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <FormFields
        items={items}
        fields={entity.fields}
        entity={entity.id}
        values={values}
        problems={{ ...props.errors, ...problems }}
        isReading={mode === "view"}
        isNarrow={isNarrow}
        onChange={change}
      />
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
