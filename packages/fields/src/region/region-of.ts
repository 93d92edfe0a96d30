import { fail, type LocalizedText, ok } from "@mortise/kit";
import type { Expression } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";
import { regionField } from "./index.ts";

/** What is its own of a field that says where something comes from. */
export interface RegionOf {
  readonly id: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly named: RegExp;
  /** The setting that says of which field. */
  readonly source: {
    readonly name: LocalizedText;
    readonly help: LocalizedText;
    readonly accepts: readonly string[];
  };
  readonly example: { readonly settings: { readonly field: string }; readonly values: readonly string[] };
  /** The region of a value, in the language of expressions. */
  readonly regionOf: (source: Expression) => Expression;
  /** Why no region can be given by hand. */
  readonly notImported: LocalizedText;
}

/** A field for the province and city that follow from the value of another one, worked out when the record is saved. */
export function defineRegionOf({ source, example, regionOf, notImported, ...own }: RegionOf) {
  return defineField({
    ...own,
    group: "computed",
    icon: "region",
    width: 160,
    settings: [{ id: "field", kind: "field", required: true, ...source }],
    example,
    aggregates: ["count", "countDistinct"],
    computed: "on-write",
    onServer: true,
    importable: false,
    sortable: true,
    groupable: true,
    kind: () => "region",
    column: () => ({ type: "text" }),
    comparedAs: (field) => ({ ...field, type: regionField.id, settings: { level: "city" } }),
    expression: (field: FieldDefinition) => {
      const from = textSetting(field, "field", undefined);
      return from === undefined ? undefined : regionOf({ var: from });
    },
    parse: (input, field) =>
      isEmptyInput(input) ? ok(null) : regionField.parse(input, { ...field, settings: { level: "county" } }),
    toText: (value, field, context) => regionField.toText(value, field, context),
    fromText: (text) => (isEmptyInput(text) ? ok(null) : fail(notImported.zh, notImported.en)),
    jsonSchema: (field) => ({ ...regionField.jsonSchema(field), readOnly: true }),
  });
}
