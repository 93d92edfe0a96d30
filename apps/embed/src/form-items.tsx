import type { PublicFormField } from "@mortise/contract";
import { localize, type Locale } from "@mortise/kit";
import type { FormItem } from "@mortise/metadata";
import { useId } from "react";
import type { Answers } from "./answers.ts";
import type { PublicFormView } from "./form-api.ts";
import { FieldControl } from "./inputs/field-control.tsx";
import type { Texts } from "./text.ts";

interface FormItemsProps {
  readonly items: readonly FormItem[];
  readonly view: PublicFormView;
  readonly locale: Locale;
  readonly t: Texts;
  readonly answers: Answers;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (field: string, value: unknown) => void;
}

/** The items of the form on its twelve columns; one below the other on a phone. */
export function FormItems(props: FormItemsProps) {
  return (
    <div className="grid">
      {props.items.map((item) => (
        <div key={item.id} style={{ gridColumn: `span ${item.type === "section" ? 12 : item.span}` }}>
          <Item {...props} item={item} />
        </div>
      ))}
    </div>
  );
}

function Item({ item, ...props }: FormItemsProps & { readonly item: FormItem }) {
  const { locale, view } = props;
  if (item.type === "text") return <p className="text">{localize(item.content, locale)}</p>;
  if (item.type === "section")
    return (
      <details className="section" open={item.collapsed !== true}>
        <summary>{localize(item.title, locale)}</summary>
        <FormItems {...props} items={item.items} />
      </details>
    );
  const field = view.fields.find(({ id }) => id === item.field);
  return field ? <Field {...props} field={field} /> : null;
}

function Field({
  field,
  view,
  locale,
  t,
  answers,
  problems,
  onChange,
}: FormItemsProps & { readonly field: PublicFormField }) {
  const id = useId();
  const problem = problems[field.id];
  const help = field.help ? localize(field.help, locale) : "";
  return (
    <div className="field" data-field={field.id} data-invalid={problem !== undefined || undefined}>
      <label htmlFor={id}>
        {localize(field.name, locale)}
        {field.required ? (
          <span className="required" aria-hidden="true">
            {" "}
            *
          </span>
        ) : null}
      </label>
      <FieldControl
        id={id}
        field={field}
        regions={view.regions ?? []}
        locale={locale}
        t={t}
        value={answers[field.id]}
        describedBy={`${id}-note`}
        isInvalid={problem !== undefined}
        onChange={(value) => onChange(field.id, value)}
      />
      <div id={`${id}-note`} className={problem ? "problem" : "help"} role={problem ? "alert" : undefined}>
        {problem ?? help}
      </div>
    </div>
  );
}
