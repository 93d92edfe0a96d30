import { fieldType } from "@mortise/fields";
import type { FormValues } from "@mortise/forms/react";
import type { EntityDocument } from "@mortise/metadata";
import { useEffect, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { useSession } from "../session/session.ts";
import { type DraftPlace, forgetTyped, keepTyped, readTyped, type TypedDraft } from "./typed-draft.ts";

const PAUSE_MS = 400;

/** What was typed into the form of a new record earlier and not saved, and the way to forget it. */
export function useKeptDraft(entity: EntityDocument) {
  const { id: app } = useAppModel();
  const { me } = useSession();
  const labels = useLabelBook();
  const place = { user: me?.id ?? "", app, entity: entity.id };
  const [kept] = useState((): TypedDraft | undefined => {
    const draft = readTyped(place, new Date());
    if (draft) labels.add(draft.labels);
    return draft;
  });
  return { kept, place, forget: () => forgetTyped(place) };
}

interface KeepOptions {
  readonly entity: EntityDocument;
  /** Absent: nothing is kept. */
  readonly place: DraftPlace | undefined;
  /** What was typed, or undefined while there is nothing to keep. */
  readonly typed: FormValues | undefined;
}

/** Keeps what is typed on the device, a moment after each change; secrets and files are not kept. */
export function useKeepTyped({ entity, place, typed }: KeepOptions): void {
  const labels = useLabelBook();
  const text = typed && JSON.stringify(typed);
  useEffect(() => {
    if (text === undefined || place === undefined) return undefined;
    const timer = setTimeout(() => {
      const all = JSON.parse(text) as FormValues; // written above from values
      const values = Object.fromEntries(Object.entries(all).filter(([id]) => mayKeep(entity, id)));
      keepTyped(place, { at: new Date().toISOString(), values, labels: namesIn(values, labels.find) });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
    // The place is the same as long as the form is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
}

function mayKeep(entity: EntityDocument, id: string): boolean {
  const field = entity.fields.find((each) => each.id === id);
  const kind = field && fieldType(field.type).kind(field);
  return kind !== undefined && kind !== "files" && kind !== "secret";
}

/** The names of the ids in values, in rows too. */
function namesIn(value: unknown, find: (id: string) => string | undefined): Readonly<Record<string, string>> {
  if (typeof value === "string") {
    const name = find(value);
    return name === undefined ? {} : { [value]: name };
  }
  if (typeof value !== "object" || value === null) return {};
  const parts: readonly unknown[] = Object.values(value);
  return Object.fromEntries(parts.flatMap((part) => Object.entries(namesIn(part, find))));
}
