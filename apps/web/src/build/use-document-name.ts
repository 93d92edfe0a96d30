import { useLocalize } from "@mortise/ui";
import { useDraft } from "./use-draft.ts";

/** What a document of the draft is called, by its key `kind/id`; the key itself when there is none. */
export function useDocumentName(): (key: string) => string {
  const localize = useLocalize();
  const { documents } = useDraft();
  return (key) => localize(documents.find(({ kind, id }) => `${kind}/${id}` === key)?.name) || key;
}
