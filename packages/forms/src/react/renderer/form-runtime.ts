import type { FieldDefinition, SetAction } from "@mortise/metadata";
import { createContext, use } from "react";
import type { FormValues } from "../../model/logic/form-logic.ts";

/** What layout items need of the form around them. */
export interface FormRuntime {
  readonly fields: readonly FieldDefinition[];
  readonly values: FormValues;
  /** Ids of the fields that something is wrong with. */
  readonly wrong: ReadonlySet<string>;
  readonly isReading: boolean;
  /** Checks some fields and shows what is wrong; whether all of them may stay as they are. */
  readonly check: ((fields: readonly string[]) => boolean) | undefined;
  /** Puts a button's values in place. */
  readonly press: ((set: readonly SetAction[]) => void) | undefined;
}

const NOTHING: FormRuntime = {
  fields: [],
  values: {},
  wrong: new Set(),
  isReading: true,
  check: undefined,
  press: undefined,
};

/** Filled by `FormFields`. */
export const FormRuntimeContext = createContext<FormRuntime>(NOTHING);

/** The form around a layout item; an empty one that is only read where there is none. */
export function useFormRuntime(): FormRuntime {
  return use(FormRuntimeContext);
}
