import type { PublicFormField } from "@mortise/contract";
import { localize } from "@mortise/kit";
import type { FormItem } from "@mortise/metadata";
import { useId } from "react";
import type { FormItemsProps } from "./form-items-props.ts";
import { answerText } from "./answers.ts";
import { CodeInput } from "./code-input.tsx";
import { FieldControl } from "./inputs/field-control.tsx";
import { FormButton } from "./form-button.tsx";
import { FormPages } from "./form-pages.tsx";

/** The items of the form on its twelve columns; one below the other on a phone. */
export function FormItems(props: FormItemsProps) {
  return (
    <div className="grid">
      {props.items.map((item) => (
        <div key={item.id} style={{ gridColumn: `span ${"span" in item ? item.span : 12}` }}>
          <Item {...props} item={item} />
        </div>
      ))}
    </div>
  );
}

function Item({ item, ...props }: FormItemsProps & { readonly item: FormItem }) {
  const { locale, view } = props;
  switch (item.type) {
    case "text":
      return <p className="text">{localize(item.content, locale)}</p>;
    case "divider":
      return <div className="divider">{item.title ? localize(item.title, locale) : null}</div>;
    case "section":
      return (
        <details className="section" open={item.collapsed !== true}>
          <summary>{localize(item.title, locale)}</summary>
          <FormItems {...props} items={item.items} />
        </details>
      );
    case "pages":
      return (
        <FormPages {...props} item={item}>
          {(items) => <FormItems {...props} items={items} />}
        </FormPages>
      );
    case "button":
      return <FormButton {...props} item={item} />;
    case "field": {
      const field = view.fields.find(({ id }) => id === item.field);
      return field ? <Field {...props} field={field} /> : null;
    }
    case "page":
    case "frame":
      return null;
  }
}

function Field({
  field,
  view,
  locale,
  t,
  answers,
  problems,
  proving,
  onChange,
}: FormItemsProps & { readonly field: PublicFormField }) {
  const id = useId();
  const problem = problems[field.id];
  const answer = answers[field.id];
  const isLocked = view.locked !== undefined && Object.hasOwn(view.locked, field.id);
  const help = isLocked ? t.locked : field.help ? localize(field.help, locale) : "";
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
      {isLocked ? (
        <input
          id={id}
          className="locked"
          readOnly
          aria-describedby={`${id}-note`}
          value={answerText(field, answer, { regions: view.regions ?? [], locale, t })}
        />
      ) : (
        <FieldControl
          id={id}
          field={field}
          regions={view.regions ?? []}
          locale={locale}
          t={t}
          value={answer}
          describedBy={`${id}-note`}
          isInvalid={problem !== undefined}
          onChange={(value) => onChange(field.id, value)}
        />
      )}
      {field.verify ? (
        <CodeInput
          id={id}
          field={field.id}
          value={typeof answer === "string" ? answer : ""}
          isInvalid={problem !== undefined}
          describedBy={`${id}-note`}
          t={t}
          proving={proving}
        />
      ) : null}
      <div id={`${id}-note`} className={problem ? "problem" : "help"} role={problem ? "alert" : undefined}>
        {problem ?? help}
      </div>
    </div>
  );
}
