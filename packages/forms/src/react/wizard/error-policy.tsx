import { fieldType } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Form, Select } from "antd";
import {
  ERROR_CLASSES,
  errorClass,
  type ErrorClass,
  type ErrorPolicy,
} from "../../model/import/error-class.ts";
import { wizardText } from "./text.ts";

/** What cells that cannot be read cost, for the kinds of trouble that the mapped fields can make. */
export function ErrorPolicyChoice({
  fields,
  value,
  onChange,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly value: ErrorPolicy;
  readonly onChange: (policy: ErrorPolicy) => void;
}) {
  const t = useText(wizardText);
  const possible = new Set(fields.map((field) => errorClass(fieldType(field.type).kind(field))));
  const names: Readonly<Record<ErrorClass, string>> = {
    value: t.badValue,
    option: t.badOption,
    person: t.badPerson,
    reference: t.badReference,
    file: t.badFile,
  };
  return (
    <Form.Item label={t.onError} extra={t.onErrorHint}>
      <div className="iw-policy">
        {ERROR_CLASSES.filter((each) => possible.has(each)).map((each) => (
          <label key={each}>
            <span>{names[each]}</span>
            <Select
              aria-label={fillText(t.onErrorOf, { trouble: names[each] })}
              value={value[each] ?? "row"}
              options={[
                { value: "row", label: t.dropRow },
                { value: "cell", label: t.dropCell },
              ]}
              onChange={(choice: "row" | "cell") => onChange({ ...value, [each]: choice })}
            />
          </label>
        ))}
      </div>
    </Form.Item>
  );
}
