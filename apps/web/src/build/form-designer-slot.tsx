import { FormDesigner } from "@mortise/forms/react";
import type { FormDocument } from "@mortise/metadata";
import { useSession } from "../session/session.ts";
import { formHistory } from "./form-history.ts";
import { useSampleRecords } from "./use-sample-records.ts";
import { useFormFields } from "./use-form-fields.ts";
import { withRules } from "./with-rules.ts";
import { useMemo } from "react";
import { useAppModel } from "../app/app-model.ts";
import type { DesignerProps } from "./designers.tsx";
import { useDraft } from "./use-draft.ts";

/** The form designer over the draft: fields it adds or changes go to the form's entity. */
export function FormDesignerSlot({
  document,
  catalog,
  onChange,
  problems,
  holders,
}: DesignerProps<FormDocument>) {
  const { session, problems: all } = useDraft();
  const app = useAppModel();
  const { me } = useSession();
  const published = app.catalog.find("entity", document.entity);
  const entity = catalog.find("entity", document.entity);
  const newFields = useMemo(() => {
    const known = new Set(published?.fields.map(({ id }) => id));
    return new Set(entity?.fields.map(({ id }) => id).filter((id) => !known.has(id)));
  }, [entity, published]);
  const fields = useFormFields(entity, (field) => !newFields.has(field));
  const person = me?.id ?? "";
  const history = useMemo(
    () => formHistory(`${person}/${app.id}/${document.id}`),
    [person, app.id, document.id],
  );
  return (
    <FormDesigner
      document={document}
      catalog={catalog}
      onChange={onChange}
      problems={problems}
      holders={holders}
      newFields={newFields}
      entityProblems={all.filter((problem) => problem.document === `entity/${document.entity}`)}
      onChangeRules={(rules) => entity && session.put(withRules(entity, rules))}
      published={app.catalog.find("form", document.id)}
      history={history}
      samples={useSampleRecords(published)}
      onAddFields={fields.add}
      onRemoveFields={fields.remove}
      onChangeField={fields.change}
      onChangeRows={(child) => session.put(child)}
      isPublished={(of, field) => app.catalog.field(of, field) !== undefined}
    />
  );
}
