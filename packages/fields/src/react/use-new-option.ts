import type { FieldDefinition } from "@mortise/metadata";
import { useState } from "react";
import { type FieldOption, mayAddOptions } from "../option-list.ts";
import { useFieldPlace } from "./field-place.ts";
import { useFieldServices, useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

/** How a choice gets an option that is typed while it is filled in. */
export interface NewOption {
  /** Gives the key of the new option; absent where none can be added. */
  readonly add?: (name: string) => Promise<string | undefined>;
  /** Options made here that the definition on screen does not have yet. */
  readonly added: readonly FieldOption[];
  readonly isBusy: boolean;
  /** Why the last one could not be added. */
  readonly failure?: string | undefined;
}

/** Adds options to a field whose settings let those who fill it in do so. */
export function useNewOption(field: FieldDefinition | undefined): NewOption {
  const { addOption } = useFieldServices();
  const place = useFieldPlace();
  const say = useFieldText();
  const [added, setAdded] = useState<readonly FieldOption[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  if (!addOption || !place || !field || !mayAddOptions(field)) return { added, isBusy };
  const add = async (name: string): Promise<string | undefined> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const option = await addOption(place.entity, field.id, name);
      setAdded((before) => [...before, option]);
      return option.key;
    } catch (error) {
      setFailure(error instanceof Error ? error.message : say(text.addFailed));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { add, added, isBusy, failure };
}
