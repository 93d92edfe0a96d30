import type { DefinitionDocument } from "@mortise/metadata";
import type { HistoryStore } from "@mortise/ui";
import { useMemo } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useSession } from "../session/session.ts";

const PREFIX = "mortise.form-history.";
/** Documents whose steps are kept in one browser; the ones edited longest ago go first. */
const MOST_DOCUMENTS = 12;

/** Keeps the steps of one document in this browser, so that undoing goes on after the page was opened again. */
export function useDesignerHistory({ kind, id }: Pick<DefinitionDocument, "kind" | "id">): HistoryStore {
  const { id: app } = useAppModel();
  const person = useSession().me?.id ?? "";
  return useMemo(() => historyStore(`${PREFIX}${person}/${app}/${kind}/${id}`), [person, app, kind, id]);
}

function historyStore(key: string): HistoryStore {
  return {
    load: (): string | null => read(key)?.text ?? null,
    save: (text: string): void => {
      try {
        window.localStorage.setItem(key, JSON.stringify({ at: Date.now(), text }));
        for (const old of oldest()) window.localStorage.removeItem(old);
      } catch {
        // A full or forbidden storage costs the steps after a reload, nothing else.
        window.localStorage.removeItem(key);
      }
    },
  };
}

function read(key: string): { readonly at: number; readonly text: string } | undefined {
  try {
    // Only `save` writes under the prefix.
    return JSON.parse(window.localStorage.getItem(key) ?? "null") as { at: number; text: string };
  } catch {
    return undefined;
  }
}

function oldest(): readonly string[] {
  const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(PREFIX));
  return keys.toSorted((a, b) => (read(b)?.at ?? 0) - (read(a)?.at ?? 0)).slice(MOST_DOCUMENTS);
}
