import { fillText } from "@mortise/kit";
import type { EntityDocument, PoolDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { poolPlace } from "./pools/pool-place.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

/** What a document of the draft is called, by its key `kind/id`; the key itself when there is none. */
export function useDocumentName(): (key: string) => string {
  const localize = useLocalize();
  const { documents } = useDraft();
  return (key) => localize(documents.find(({ kind, id }) => `${kind}/${id}` === key)?.name) || key;
}

/** Which field or rule of an entity a problem is about, with a colon behind; empty when it is about the whole document. */
export function useProblemPlace(): (problem: { readonly document: string; readonly path: string }) => string {
  const t = useText(buildText);
  const localize = useLocalize();
  const { documents } = useDraft();
  return ({ document, path }) => {
    const pool = documents.find(
      (each): each is PoolDocument => each.kind === "pool" && `pool/${each.id}` === document,
    );
    if (pool)
      return poolPlace(pool, path, localize)
        .map((word) => word + t.colon)
        .join("");
    const entity = documents.find(
      (each): each is EntityDocument => each.kind === "entity" && `entity/${each.id}` === document,
    );
    const [list, index] = path.split(".");
    if (!entity || index === undefined) return "";
    if (list === "rules") return fillText(t.ruleAt, { n: Number(index) + 1 }) + t.colon;
    const field = list === "fields" ? entity.fields[Number(index)] : undefined;
    return field ? localize(field.name) + t.colon : "";
  };
}
