import { type FieldLimits, limitedField } from "@mortise/fields";
import { FieldEditor, FieldPlaceContext, FieldValue, RowViewsContext } from "@mortise/fields/react";
import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FormItem, SetAction } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { Form } from "antd";
import { createContext, memo, use, useCallback, useId, useLayoutEffect, useMemo, useRef } from "react";
import { FormRuntimeContext } from "./form-runtime.ts";
import { FormGrid } from "./form-grid.tsx";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { type FormView, PLAIN_VIEW } from "../../model/logic/form-view.ts";
import { visibleItems } from "../../model/layout/visible-items.ts";
import { isEditable, isRequired, type PlacedField } from "../../model/logic/form-values.ts";

/** Complaints by field id; those of a server come in the reader's language already. */
export type FormProblems = Readonly<Record<string, LocalizedText | string>>;

/** Props of `FormFields`. */
export interface FormFieldsProps {
  readonly items: readonly FormItem[];
  /** Fields that may stand on the form; items of others are left out. */
  readonly fields: readonly FieldDefinition[];
  /** The entity they belong to, for suggestions from its records. */
  readonly entity?: string | undefined;
  readonly values: FormValues;
  readonly problems: FormProblems;
  readonly onChange: (field: string, value: FormValues[string]) => void;
  /** Checks some fields before the next step; without it steps are gone through freely. */
  readonly onCheck?: ((fields: readonly string[]) => boolean) | undefined;
  /** Puts a button's values in place; without it such buttons are switched off. */
  readonly onPress?: ((set: readonly SetAction[]) => void) | undefined;
  /** What rules make of the form. */
  readonly view?: FormView | undefined;
  /** Shows values only. */
  readonly isReading?: boolean | undefined;
  /** One column; by the window's width when not given. */
  readonly isNarrow?: boolean | undefined;
}

/** The fields of a form as it lays them out; each complaint stands at its field. State is the caller's. */
export function FormFields(props: FormFieldsProps) {
  const { fields, entity, values, problems, isReading } = props;
  const runtime = useMemo(
    () => ({
      fields,
      values,
      wrong: new Set(Object.keys(problems)),
      isReading: isReading === true,
      check: props.onCheck,
      press: props.onPress,
    }),
    [fields, values, problems, isReading, props.onCheck, props.onPress],
  );
  const place = useMemo(() => (entity === undefined ? undefined : { entity }), [entity]);
  return (
    <FieldPlaceContext value={place}>
      <FormRuntimeContext value={runtime}>
        <RowViewsContext value={props.view?.rows}>
          <ShownFormContext value={props}>
            <FormShell />
          </ShownFormContext>
        </RowViewsContext>
      </FormRuntimeContext>
    </FieldPlaceContext>
  );
}

/** What the fields are drawn from. */
const ShownFormContext = createContext<FormFieldsProps | undefined>(undefined);

/** The form of the design system. It is never drawn again itself: each time, it would have every field drawn again. */
const FormShell = memo(function FormShell() {
  return (
    <Form layout="vertical" component={false}>
      <LaidOutFields />
    </Form>
  );
});

function LaidOutFields() {
  const props = use(ShownFormContext);
  const change = useSteady<[string, FormValues[string]]>((field, value) => props?.onChange(field, value));
  if (!props) return null;
  const { items, fields, values, problems, isReading, isNarrow, view = PLAIN_VIEW } = props;
  return (
    <FormGrid items={visibleItems(items, view.hidden)} fields={fields} isNarrow={isNarrow}>
      {({ item, field }) => (
        <FormField
          item={item}
          field={field}
          value={values[field.id] ?? null}
          isRequired={view.required.has(field.id)}
          offered={view.offered.get(field.id)}
          narrowed={view.narrowed.get(field.id)}
          isReading={isReading === true || !isEditable({ item, field }) || view.locked.has(field.id)}
          problem={problems[field.id]}
          onChange={change}
        />
      )}
    </FormGrid>
  );
}

/** A function that does what the one of the last render does and stays the same itself. */
function useSteady<Arguments extends readonly unknown[]>(
  act: (...input: Arguments) => void,
): (...input: Arguments) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...input: Arguments) => latest.current(...input), []);
}

interface FormFieldProps extends PlacedField, FieldLimits {
  readonly value: FormValues[string];
  /** A rule asks for a value. */
  readonly isRequired: boolean;
  readonly isReading: boolean;
  readonly problem: LocalizedText | string | undefined;
  readonly onChange: (field: string, value: FormValues[string]) => void;
}

/** Drawn again only when something about the field itself changes: long forms answer each key at once. */
const FormField = memo(function FormField(props: FormFieldProps) {
  const { item, field, value, offered, narrowed, isReading, problem, onChange } = props;
  const localize = useLocalize();
  const id = useId();
  const shown = useMemo(() => limitedField(field, { offered, narrowed }), [field, offered, narrowed]);
  const change = useCallback((next: FormValues[string]) => onChange(field.id, next), [onChange, field.id]);
  const complaint = typeof problem === "object" ? localize(problem) : problem;
  const help = localize(item.help ?? field.help);
  return (
    <div data-field={field.id}>
      <Form.Item
        label={localize(item.label ?? field.name)}
        htmlFor={id}
        required={!isReading && (isRequired({ item, field }) || props.isRequired)}
        {...(complaint
          ? { validateStatus: "error" as const, help: <span role="alert">{complaint}</span> }
          : {})}
        extra={isReading ? undefined : help || undefined}
      >
        {isReading ? (
          <div id={id} style={{ minHeight: 22 }}>
            <FieldValue field={field} value={value} />
          </div>
        ) : (
          <FieldEditor
            id={id}
            field={shown}
            value={value}
            onChange={change}
            error={complaint !== undefined}
          />
        )}
      </Form.Item>
    </div>
  );
});
