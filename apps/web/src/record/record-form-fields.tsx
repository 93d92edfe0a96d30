import { FormFields, RuleMessages } from "@mortise/forms/react";
import type { ReactNode } from "react";
import type { useRecordForm } from "./use-record-form.ts";

/** A record's form as it is being filled in. */
export type DrawnForm = ReturnType<typeof useRecordForm>;

/** The items of a form that is being filled in, and what its rules say. */
export function RecordFormFields({
  form,
  entity,
  items = form.items,
  children,
}: {
  readonly form: DrawnForm;
  readonly entity: string;
  /** All of the form's when not given. */
  readonly items?: DrawnForm["items"];
  /** Stands between both. */
  readonly children?: ReactNode;
}) {
  return (
    <>
      <FormFields
        items={items}
        fields={form.fields}
        entity={entity}
        values={form.values}
        view={form.view}
        problems={form.problems}
        onChange={form.change}
        onCheck={form.check}
        onPress={form.press}
      />
      {children}
      <RuleMessages messages={form.messages} isAsking={form.isAsking} />
    </>
  );
}
