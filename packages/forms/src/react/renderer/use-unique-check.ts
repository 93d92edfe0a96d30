import { fieldType } from "@mortise/fields";
import { useFieldServices } from "@mortise/fields/react";
import type { LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useEffect, useEffectEvent, useState } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";

/** A moment after the last key stroke the server is asked. */
const PAUSE = 500;

type Complaints = Readonly<Record<string, LocalizedText>>;

const NONE: Complaints = {};

/** Tells while one types which values exist already, and whom to talk to; by field. */
export function useUniqueCheck(
  entity: EntityDocument,
  values: FormValues,
  stored: FormValues | undefined,
): Complaints {
  const { checkUnique } = useFieldServices();
  const asked = checkUnique ? askedValues(entity, values, stored) : {};
  const question = JSON.stringify(asked);
  const [answer, setAnswer] = useState({ question: "{}", taken: NONE });
  const ask = useEffectEvent(async (text: string, isAsked: () => boolean) => {
    // What is asked is what was written just above.
    const sent = JSON.parse(text) as FormValues;
    const id = typeof stored?.["id"] === "string" ? { id: stored["id"] } : {};
    // Who types on must not be stopped by a question that failed: saving checks again.
    const taken = await checkUnique?.({
      entity: entity.id,
      ...id,
      values: sent,
    }).catch(() => NONE);
    if (isAsked()) setAnswer({ question: text, taken: taken ?? NONE });
  });
  useEffect(() => {
    if (question === "{}") return undefined;
    let isAsked = true;
    const timer = setTimeout(() => void ask(question, () => isAsked), PAUSE);
    return () => {
      isAsked = false;
      clearTimeout(timer);
    };
  }, [question]);
  if (question === "{}") return NONE;
  // What was said of another value is gone once that value is; the question is the values as they were sent.
  const was = JSON.parse(answer.question) as FormValues;
  return Object.fromEntries(
    Object.entries(answer.taken).filter(([id]) => JSON.stringify(was[id]) === JSON.stringify(asked[id])),
  );
}

/** The values to look up: filled, fit, and other than stored; those of a rule over several fields all together. */
function askedValues(entity: EntityDocument, values: FormValues, stored: FormValues | undefined): FormValues {
  const isFilled = (id: string): boolean => {
    const field = entity.fields.find((one) => one.id === id);
    const value = values[id] ?? null;
    return (
      field !== undefined && value !== null && value !== "" && fieldType(field.type).parse(value, field).ok
    );
  };
  const isChanged = (id: string): boolean =>
    JSON.stringify(values[id] ?? null) !== JSON.stringify(stored?.[id] ?? null);
  const single = entity.fields
    .filter(({ id, unique }) => unique === true && isFilled(id) && isChanged(id))
    .map(({ id }) => id);
  const ruled = (entity.uniqueRules ?? []).flatMap(({ fields }) =>
    fields.every(isFilled) && fields.some(isChanged) ? fields : [],
  );
  return Object.fromEntries([...new Set([...single, ...ruled])].map((id) => [id, values[id] ?? null]));
}
