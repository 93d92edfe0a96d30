import type { Value } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import { type ComponentType, createContext, use } from "react";

/** What every editor takes. Input that does not fit is handed up as it was typed, so that nothing is lost. */
export interface FieldEditorProps {
  readonly field: FieldDefinition;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly disabled?: boolean | undefined;
  /** Marks the control; the message itself is shown by the form. */
  readonly error?: boolean | undefined;
  readonly id?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly size?: "small" | "middle" | "large" | undefined;
}

/** What cells and read-only views take. */
export interface FieldDisplayProps {
  readonly field: FieldDefinition;
  readonly value: Value;
}

/** How one field type looks. `Cell` stands in a grid of 100,000 rows: plain elements only. */
export interface FieldView<Id extends string = string> {
  readonly id: Id;
  readonly Editor: ComponentType<FieldEditorProps>;
  readonly Cell: ComponentType<FieldDisplayProps>;
  /** Read-only view on a record page. */
  readonly Value: ComponentType<FieldDisplayProps>;
}

/** Freezes the view of a field type; the place where its shape is checked. */
export function defineFieldView<const Id extends string>(view: FieldView<Id>): FieldView<Id> {
  return Object.freeze(view);
}

/** Finds the view of a type; filled by `FieldServicesProvider` so that views may show other fields. */
export const FieldViewsContext = createContext<(type: string) => FieldView | undefined>(() => undefined);

/** The view of a field type; undefined for an unknown type. */
export function useFieldView(type: string): FieldView | undefined {
  return use(FieldViewsContext)(type);
}
