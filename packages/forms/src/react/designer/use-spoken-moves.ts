import type { FormDocument, FormItem } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { useState } from "react";
import { standsWhere } from "./drop-target.ts";

/** What to say when the chosen item has come to stand elsewhere; empty until it has. */
export function useSpokenMoves(
  document: FormDocument,
  selected: FormItem | undefined,
  nameOf: (item: FormItem) => string,
): string {
  const localize = useLocalize();
  const where = selected ? localize(standsWhere(document, selected.id, nameOf)) : "";
  const id = selected?.id;
  const [before, setBefore] = useState({ id, where });
  const [said, say] = useState("");
  if (before.id !== id || before.where !== where) {
    setBefore({ id, where });
    say(selected && before.id === id ? `${nameOf(selected)}: ${where}` : "");
  }
  return said;
}
