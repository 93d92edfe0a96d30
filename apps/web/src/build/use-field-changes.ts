import { fillText } from "@mortise/kit";
import {
  type DefinitionDocument,
  type EntityDocument,
  type FieldDefinition,
  type Impact,
  impactOf,
  renameFieldKey,
  replaceField,
} from "@mortise/metadata";
import { flowChecker, flowRewriter } from "@mortise/process";
import { useLocalize, useText } from "@mortise/ui";
import { useAppModel } from "../app/app-model.ts";
import { fieldChangeText } from "./field-change-text.ts";
import { useDraft } from "./use-draft.ts";
import { useUndoNotice } from "./use-undo-notice.tsx";

/** What knows where documents of engines name fields. */
const REWRITERS = [flowRewriter];
const CHECKERS = [flowChecker];

/** Changes of fields that everything else follows, each one undoable step of the draft. */
export function useFieldChanges(entity: EntityDocument) {
  const t = useText(fieldChangeText);
  const localize = useLocalize();
  const { catalog: published } = useAppModel();
  const { catalog, session } = useDraft();
  const notice = useUndoNotice();
  const put = (documents: readonly DefinitionDocument[], text: string) =>
    notice(text, session.putAll(documents));

  /** The documents that a new key rewrites, the entity itself among them. */
  const renamed = (field: string, key: string): readonly DefinitionDocument[] =>
    renameFieldKey(catalog, published, { entity: entity.id, field, key }, REWRITERS);

  return {
    renamed,
    rename(field: string, key: string): void {
      const documents = renamed(field, key);
      put(documents, fillText(t.keyChanged, { key, n: documents.length - 1 }));
    },
    /** What uses a field, besides its own entity's list. */
    usesOf(field: string): readonly Impact[] {
      const text = { zh: "", en: "" };
      const change = { document: `entity/${entity.id}`, type: "removed", text } as const;
      return impactOf([{ ...change, subject: { part: "field", field } }], catalog, CHECKERS);
    },
    remove(field: FieldDefinition): void {
      const fields = entity.fields.filter(({ id }) => id !== field.id);
      put([{ ...entity, fields }], fillText(t.removed, { name: localize(field.name) }));
    },
    replace(field: FieldDefinition, by: FieldDefinition): void {
      const address = { entity: entity.id, field: field.id, by: by.id };
      const names = { name: localize(field.name), other: localize(by.name) };
      put(replaceField(catalog, address, REWRITERS), fillText(t.replaced, names));
    },
  };
}
