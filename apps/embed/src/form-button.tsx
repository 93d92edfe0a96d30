import { linkAddress } from "@mortise/forms";
import { localize } from "@mortise/kit";
import type { FormButtonItem } from "@mortise/metadata";
import type { FormItemsProps } from "./form-items-props.ts";

/** A button that opens an address with answers of the form, or fills questions in. */
export function FormButton({
  item: { title, action },
  locale,
  answers,
  onChange,
}: FormItemsProps & { readonly item: FormButtonItem }) {
  const name = localize(title, locale);
  if (action.type === "set")
    return (
      <button
        type="button"
        className="plain wide"
        onClick={() => {
          for (const { field, value } of action.set) onChange(field, value);
        }}
      >
        {name}
      </button>
    );
  const textOf = (field: string) => {
    const answer = answers[field];
    return typeof answer === "string" ? answer : "";
  };
  return (
    <a className="plain wide" href={linkAddress(action, textOf)} target="_blank" rel="noreferrer">
      {name}
    </a>
  );
}
