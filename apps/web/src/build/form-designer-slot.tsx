import { FormDesigner } from "@mortise/forms/react";
import type { Catalog, FieldDefinition, FormDocument, RecordRule } from "@mortise/metadata";
import { useSameList, useStable } from "@mortise/ui";
import { useMemo, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import type { DesignerProps } from "./designers.tsx";
import { useDesignerHistory } from "./designer-history.ts";
import { useDraft } from "./use-draft.ts";
import { useFormFields } from "./use-form-fields.ts";
import { useTryForm } from "./use-try-form.ts";
import { useSampleRecords } from "./use-sample-records.ts";
import { withRules } from "./with-rules.ts";

/**
 * The form designer over the draft: fields it adds or changes go to the form's entity. It keeps the form itself while it
 * is edited, so it is drawn again only for what comes from elsewhere.
 */
export function FormDesignerSlot(props: DesignerProps<FormDocument>) {
  const { document, holders } = props;
  const { session, problems: all } = useDraft();
  const app = useAppModel();
  const [form, onChange] = useFromOutside(document, props.onChange);
  const catalog = useOtherDocuments(props.catalog);
  const published = app.catalog.find("entity", document.entity);
  const entity = catalog.find("entity", document.entity);
  const newFields = useMemo(() => {
    const known = new Set(published?.fields.map(({ id }) => id));
    return new Set(entity?.fields.map(({ id }) => id).filter((id) => !known.has(id)));
  }, [entity, published]);
  const fields = useFormFields(entity, (field) => !newFields.has(field));
  return (
    <FormDesigner
      document={form}
      catalog={catalog}
      onChange={onChange}
      problems={useSameList(props.problems)}
      holders={holders}
      newFields={newFields}
      entityProblems={useSameList(all.filter((problem) => problem.document === `entity/${document.entity}`))}
      onChangeRules={useStable((rules: readonly RecordRule[]) => {
        if (entity) session.put(withRules(entity, rules));
      })}
      published={app.catalog.find("form", document.id)}
      history={useDesignerHistory(document)}
      samples={useSampleRecords(published)}
      onTry={useTryForm(document.entity)}
      onAddFields={useStable(fields.add)}
      onRemoveFields={useStable(fields.remove)}
      onChangeField={useStable((field: FieldDefinition) => fields.change(field))}
      onChangeRows={useStable(session.put.bind(session))}
      isPublished={useStable((of: string, field: string) => app.catalog.field(of, field) !== undefined)}
    />
  );
}

/** The form as it last came from elsewhere, and the way to hand changes on: what was handed on last comes back. */
function useFromOutside(document: FormDocument, onChange: (document: FormDocument) => void) {
  const [handed] = useState(() => new Set<FormDocument>());
  const [form, setForm] = useState(document);
  if (form !== document && !handed.has(document)) setForm(document);
  const hand = useStable((next: FormDocument) => {
    handed.clear();
    handed.add(next);
    onChange(next);
  });
  return [form, hand] as const;
}

/** The catalog, the same one while nothing but forms changes: the designer has its own. */
function useOtherDocuments(catalog: Catalog): Catalog {
  const [kept, keep] = useState(catalog);
  const others = useSameList(catalog.documents.filter(({ kind }) => kind !== "form"));
  const [known, setKnown] = useState(others);
  if (known === others) return kept;
  setKnown(others);
  keep(catalog);
  return catalog;
}
