import { FormDesigner } from "@mortise/forms/react";
import type { FieldDefinition, FormDocument } from "@mortise/metadata";
import type { DesignerProps } from "./designers.tsx";
import { useDraft } from "./use-draft.ts";

/** The form designer over the draft: fields it adds or changes go to the form's entity. */
export function FormDesignerSlot({ document, catalog, onChange, problems }: DesignerProps<FormDocument>) {
  const { session } = useDraft();
  const entity = catalog.find("entity", document.entity);
  const putFields = (fields: readonly FieldDefinition[]) => {
    if (entity) session.put({ ...entity, fields });
  };
  return (
    <FormDesigner
      document={document}
      catalog={catalog}
      onChange={onChange}
      problems={problems}
      onAddField={(field) => putFields([...(entity?.fields ?? []), field])}
      onChangeField={(field) =>
        putFields((entity?.fields ?? []).map((each) => (each.id === field.id ? field : each)))
      }
    />
  );
}
