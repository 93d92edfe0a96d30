import { FieldValue } from "@mortise/fields/react";
import type { Value } from "@mortise/expression";
import { useLocalize } from "@mortise/ui";
import { Form } from "antd";
import { FieldInput } from "../app/field-parts.tsx";
import type { WorkForm } from "./use-work-form.ts";

/** The fields of a to-do: those that are only shown first, then those that are filled in. */
export function FormFields({
  form: { fields, values },
  filled,
  problems,
  isRequired,
  onChange,
}: {
  readonly form: WorkForm;
  /** What was changed so far, by field. */
  readonly filled: Readonly<Record<string, unknown>>;
  readonly problems: Readonly<Record<string, string>>;
  /** Whether the required fields have to be filled in now: not when it is refused. */
  readonly isRequired: boolean;
  readonly onChange: (field: string, value: Value) => void;
}) {
  const localize = useLocalize();
  const shown = fields.filter(({ right }) => right === "read");
  const editable = fields.filter(({ right }) => right !== "read");
  return (
    <>
      {shown.length > 0 ? (
        <dl className="work-fields">
          {shown.map(({ definition }) => (
            <div key={definition.id}>
              <dt>{localize(definition.name)}</dt>
              <dd>
                {/* Values came from the API. */}
                <FieldValue field={definition} value={(values[definition.id] ?? null) as Value} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {editable.map(({ definition, right }) => {
        const problem = problems[definition.id];
        const inputId = `work-${definition.id}`;
        return (
          <Form.Item
            key={definition.id}
            label={localize(definition.name)}
            htmlFor={inputId}
            required={isRequired && right === "required"}
            {...(problem === undefined ? {} : { validateStatus: "error" as const, help: problem })}
          >
            <FieldInput
              id={inputId}
              field={definition}
              value={definition.id in filled ? filled[definition.id] : values[definition.id]}
              error={problem !== undefined}
              onChange={(value) => onChange(definition.id, value)}
            />
          </Form.Item>
        );
      })}
    </>
  );
}
