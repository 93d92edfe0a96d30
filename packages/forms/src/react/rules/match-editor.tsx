import type { Expression } from "@mortise/expression";
import { fieldCatalog } from "@mortise/fields";
import { FormulaInput } from "@mortise/fields/react";
import { isPlainObject } from "@mortise/kit";
import {
  type Catalog,
  type FieldDefinition,
  isMatchable,
  kindOfField,
  type RecordMatch,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { useState } from "react";
import { OtherField } from "./other-field.tsx";
import { PairRows } from "./pair-rows.tsx";
import { rulesText } from "./text.ts";

/** Props of `MatchEditor`. */
export interface MatchEditorProps {
  /** The entity whose records have to match. */
  readonly entity: string;
  readonly match: readonly RecordMatch[];
  /** Fields of the form. */
  readonly fields: readonly FieldDefinition[];
  readonly catalog: Catalog;
  readonly onChange: (match: readonly RecordMatch[]) => void;
}

/** A match that still lacks both sides. */
export const NEW_MATCH: RecordMatch = { field: "", value: null };

/** What has to be the same: a field of the other records, and a value of the form. */
export function MatchEditor({ entity, match, fields, catalog, onChange }: MatchEditorProps) {
  const t = useText(rulesText);
  return (
    <PairRows
      label={t.match}
      words={{ add: t.addMatch, remove: t.removeMatch }}
      rows={match}
      blank={NEW_MATCH}
      onChange={onChange}
    >
      {(one, put) => (
        <>
          <OtherField
            label={t.matchField}
            entity={entity}
            catalog={catalog}
            value={one.field}
            accepts={isMatchable}
            onChange={(field) => put({ field, value: null })}
          />
          <span aria-hidden="true">=</span>
          <MatchValue
            match={one}
            place={{ entity, fields, catalog }}
            onChange={(value) => put({ ...one, value })}
          />
        </>
      )}
    </PairRows>
  );
}

interface MatchValueProps {
  readonly match: RecordMatch;
  readonly place: {
    readonly entity: string;
    readonly fields: readonly FieldDefinition[];
    readonly catalog: Catalog;
  };
  readonly onChange: (value: Expression) => void;
}

const FORMULA = "formula";

/** A field of the form, the person or the day, or a formula. */
function MatchValue({ match, place, onChange }: MatchValueProps) {
  const t = useText(rulesText);
  const localize = useLocalize();
  const chosen = variableOf(match.value);
  const [isFormula, setFormula] = useState(chosen === undefined && match.value !== null);
  const kind = kindOfField(place.catalog, place.entity, match.field);
  const moments = [
    { value: "$user", label: t.currentUser, kind: "user" },
    { value: "$today", label: t.today, kind: "date" },
  ].filter((one) => one.kind === kind);
  const own = place.fields.filter(
    (field) => fieldCatalog.kindOf(field) === kind && leadsTo(field, match, place),
  );
  const options = [
    ...own.map((field) => ({ value: field.id, label: localize(field.name) })),
    ...moments,
    { value: FORMULA, label: t.byFormula },
  ];
  return (
    <div className="rule-value">
      <Select<string>
        aria-label={t.matchValue}
        placeholder={t.matchValue}
        status={match.value === null && !isFormula ? "error" : ""}
        // Nothing chosen has to be undefined for the placeholder to show.
        {...(isFormula ? { value: FORMULA } : chosen === undefined ? {} : { value: chosen })}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        options={options}
        onChange={(next) => {
          setFormula(next === FORMULA);
          onChange(next === FORMULA ? null : { var: next });
        }}
      />
      {isFormula ? (
        <FormulaInput
          fields={place.fields}
          {...(match.value === null ? {} : { value: match.value })}
          onChange={(next) => onChange(next ?? null)}
        />
      ) : null}
    </div>
  );
}

/** A reference is compared with one to the same entity, or with the id of that entity's records. */
function leadsTo(
  field: FieldDefinition,
  { field: id }: RecordMatch,
  { entity, catalog }: MatchValueProps["place"],
) {
  if (fieldCatalog.kindOf(field) !== "reference") return true;
  const other = catalog.field(entity, id);
  const target = id === "id" ? entity : other && fieldCatalog.targetEntity(other);
  return target === undefined || fieldCatalog.targetEntity(field) === target;
}

function variableOf(value: Expression): string | undefined {
  const path = isPlainObject(value) ? value["var"] : undefined;
  return typeof path === "string" ? path : undefined;
}
