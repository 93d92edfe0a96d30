import { FieldEditor, FieldPlaceContext, FieldValue } from "@mortise/fields/react";
import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FormItem, SetAction } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { Form } from "antd";
import { useId, useMemo } from "react";
import { FormRuntimeContext } from "./form-runtime.ts";
import { FormGrid } from "./form-grid.tsx";
import type { FormValues } from "../../model/logic/form-logic.ts";
import { type FormView, limitedField, PLAIN_VIEW, visibleItems } from "../../model/logic/form-view.ts";
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
  const { items, fields, entity, values, problems, onChange, isReading, isNarrow, view = PLAIN_VIEW } = props;
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
        <Form layout="vertical" component={false}>
          <FormGrid items={visibleItems(items, view.hidden)} fields={fields} isNarrow={isNarrow}>
            {(placed) => (
              <FormField
                placed={placed}
                value={values[placed.field.id] ?? null}
                view={view}
                isReading={isReading === true || !isEditable(placed) || view.locked.has(placed.field.id)}
                problem={problems[placed.field.id]}
                onChange={(value) => onChange(placed.field.id, value)}
              />
            )}
          </FormGrid>
        </Form>
      </FormRuntimeContext>
    </FieldPlaceContext>
  );
}

interface FormFieldProps {
  readonly placed: PlacedField;
  readonly value: FormValues[string];
  readonly view: FormView;
  readonly isReading: boolean;
  readonly problem: LocalizedText | string | undefined;
  readonly onChange: (value: FormValues[string]) => void;
}

function FormField({ placed, value, view, isReading, problem, onChange }: FormFieldProps) {
  const localize = useLocalize();
  const id = useId();
  const { item, field } = placed;
  const complaint = typeof problem === "object" ? localize(problem) : problem;
  const help = localize(item.help ?? field.help);
  return (
    <div data-field={field.id}>
      <Form.Item
        label={localize(item.label ?? field.name)}
        htmlFor={id}
        required={!isReading && (isRequired(placed) || view.required.has(field.id))}
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
            field={limitedField(field, view)}
            value={value}
            onChange={onChange}
            error={complaint !== undefined}
          />
        )}
      </Form.Item>
    </div>
  );
}
