import type { RecordData } from "@mortise/contract";
import { findFieldType } from "@mortise/fields";
import type { EntityDocument } from "@mortise/metadata";
import { type ReactNode, useCallback, useState } from "react";
import { RecordFormDrawer } from "../record/record-form-drawer.tsx";

interface Request {
  readonly entity: EntityDocument;
  readonly typed: string;
  readonly answer: (record: RecordData | undefined) => void;
}

/**
 * Lets pickers ask for a record that is not there yet: a small form opens over what is on screen, and over another such
 * form when that one needs a new record in turn.
 */
export function useNewRecords(): {
  readonly ask: (entity: EntityDocument, typed: string) => Promise<RecordData | undefined>;
  /** The open forms; stands once, below the providers that forms need. */
  readonly forms: ReactNode;
} {
  const [open, setOpen] = useState<readonly Request[]>([]);
  const ask = useCallback(
    (entity: EntityDocument, typed: string) =>
      new Promise<RecordData | undefined>((resolve) => {
        const request: Request = {
          entity,
          typed,
          answer: (record) => {
            setOpen((before) => before.filter((each) => each !== request));
            resolve(record);
          },
        };
        setOpen((before) => [...before, request]);
      }),
    [],
  );
  const forms = open.map((request, index) => (
    <RecordFormDrawer
      // Forms lie one on the other: the place in the pile is the form.
      // oxlint-disable-next-line react/no-array-index-key
      key={index}
      brief
      entity={request.entity}
      initial={initialOf(request)}
      onClose={() => request.answer(undefined)}
      onSaved={(record) => request.answer(record)}
    />
  ));
  return { ask, forms };
}

/** What was typed becomes the name, where the name is text that a person writes. */
function initialOf({ entity, typed }: Request): Readonly<Record<string, string>> {
  const field = entity.fields.find(({ id }) => id === entity.titleField);
  const type = field && findFieldType(field.type);
  if (!field || !type || typed === "" || type.computed) return {};
  return type.kind(field) === "text" && !field.readOnly ? { [field.id]: typed } : {};
}
