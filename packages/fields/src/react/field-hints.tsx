import { localize } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { IconByName } from "@mortise/ui";
import { createContext, type ReactNode, use, useMemo } from "react";
import { findFieldType } from "../registry.ts";
import { useFieldServices } from "./field-services.ts";

/** What pickers of fields say beside each field. */
export interface FieldHints {
  /** Under which heading a field stands, and what it is called there; undefined for fields without one. */
  readonly groupOf: (
    field: FieldDefinition,
  ) => { readonly heading: string; readonly name: string } | undefined;
  /** What the field holds in the record that was chosen as an example; undefined when none is, or it is empty. */
  readonly sampleOf: (field: FieldDefinition) => string | undefined;
}

const FieldHintsContext = createContext<FieldHints | undefined>(undefined);

/** Hands hints to the pickers below. */
export const FieldHintsProvider = FieldHintsContext.Provider;

/** One field of a picker. */
export interface FieldOptionEntry {
  readonly value: string;
  /** The whole name: what is shown once it is chosen, and what is searched. */
  readonly label: string;
  readonly field: FieldDefinition;
}

/** Fields under one heading. */
interface FieldOptionGroup {
  readonly label: string;
  readonly title: string;
  readonly options: readonly FieldOptionEntry[];
}

/** Fields as the options of a select: under their headings, each with the icon of its type and what it holds in the example. */
export function useFieldOptions(fields: readonly FieldDefinition[]): {
  readonly options: (FieldOptionEntry | FieldOptionGroup)[];
  readonly optionRender: (option: { readonly data: unknown; readonly label?: ReactNode }) => ReactNode;
} {
  const { locale } = useFieldServices();
  const hints = use(FieldHintsContext);
  const options = useMemo(() => {
    const entries = fields.map((field) => ({
      value: field.id,
      label: localize(field.name, locale),
      field,
    }));
    const groups = Map.groupBy(entries, ({ field }) => hints?.groupOf(field)?.heading ?? "");
    if (groups.size < 2) return entries;
    return [...groups].map(([label, members]) => ({ label, title: label, options: members }));
  }, [fields, locale, hints]);
  return {
    options,
    optionRender: ({ data, label }) =>
      // Only entries of the options above are drawn by this; headings are texts.
      isEntry(data) ? <FieldOptionLine entry={data} hints={hints} /> : label,
  };
}

/** What fields hold in the record that was chosen as an example. */
export function useFieldSample(): FieldHints["sampleOf"] {
  return use(FieldHintsContext)?.sampleOf ?? (() => undefined);
}

function isEntry(data: unknown): data is FieldOptionEntry {
  return typeof data === "object" && data !== null && "field" in data;
}

/** One field of a list to choose from. */
function FieldOptionLine({
  entry: { field, label },
  hints,
}: {
  readonly entry: FieldOptionEntry;
  readonly hints: FieldHints | undefined;
}) {
  const sample = hints?.sampleOf(field);
  const type = findFieldType(field.type);
  return (
    <span className="m-field-option">
      {type ? <IconByName name={type.icon} /> : null}
      <span>{hints?.groupOf(field)?.name ?? label}</span>
      {sample === undefined ? null : <small title={sample}>{sample}</small>}
    </span>
  );
}
