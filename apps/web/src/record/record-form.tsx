import type { FieldDefinition, FormItem } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { Form } from "antd";
import type { LocalizedText } from "@mortise/kit";
import { FieldInput } from "../app/field-parts.tsx";
import type { FormValues } from "./form-values.ts";

interface RecordFormProps {
  readonly items: readonly FormItem[];
  readonly fields: readonly FieldDefinition[];
  readonly values: FormValues;
  readonly problems: ReadonlyMap<string, LocalizedText>;
  readonly onChange: (field: string, value: unknown) => void;
}

/** The fields of a record, laid out as its form says; each complaint stands at its field. */
export function RecordForm(props: RecordFormProps) {
  return (
    <Form layout="vertical" component={false}>
      <div className="form-grid">
        {props.items.map((item) => (
          <FormPart key={item.id} {...props} item={item} />
        ))}
      </div>
    </Form>
  );
}

function FormPart({ item, ...props }: RecordFormProps & { readonly item: FormItem }) {
  const localize = useLocalize();
  switch (item.type) {
    case "section":
      return (
        <section className="form-section" aria-label={localize(item.title)}>
          <h3>{localize(item.title)}</h3>
          <div className="form-grid">
            {item.items.map((inner) => (
              <FormPart key={inner.id} {...props} item={inner} />
            ))}
          </div>
        </section>
      );
    case "text":
      return (
        <p className="form-text" style={{ gridColumn: `span ${item.span}` }}>
          {localize(item.content)}
        </p>
      );
    case "field": {
      const field = props.fields.find((each) => each.id === item.field);
      if (!field) return null;
      const problem = props.problems.get(field.id);
      const help = localize(item.help ?? field.help);
      return (
        <div style={{ gridColumn: `span ${item.span}` }} data-field={field.id}>
          <Form.Item
            label={localize(item.label ?? field.name)}
            htmlFor={`field-${field.id}`}
            required={Boolean(item.required ?? field.required)}
            validateStatus={problem ? "error" : ""}
            help={problem ? <span role="alert">{localize(problem)}</span> : undefined}
            extra={help || undefined}
          >
            <FieldInput
              id={`field-${field.id}`}
              field={field}
              value={props.values[field.id]}
              error={problem !== undefined}
              disabled={item.readOnly === true}
              onChange={(value) => props.onChange(field.id, value)}
            />
          </Form.Item>
        </div>
      );
    }
  }
}
