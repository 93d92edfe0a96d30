import { fieldCatalog } from "@mortise/fields";
import {
  canFill,
  type Catalog,
  type FieldDefinition,
  type FillAction,
  type FillTotal,
  type FillValue,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { FieldSelect, isFillable } from "./field-select.tsx";
import { MatchEditor, NEW_MATCH } from "./match-editor.tsx";
import { OtherField } from "./other-field.tsx";
import { PairRows } from "./pair-rows.tsx";
import { rulesText } from "./text.ts";

interface FillEditorProps {
  readonly action: FillAction;
  readonly fields: readonly FieldDefinition[];
  readonly catalog: Catalog;
  readonly onChange: (action: FillAction) => void;
}

const RECORD = "";

const NEW_VALUE: FillValue = { field: "", from: "" };

/** Data linkage: from which entity, which records of it, and what goes where. */
export function FillEditor({ action, fields, catalog, onChange }: FillEditorProps) {
  const t = useText(rulesText);
  const localize = useLocalize();
  const entities = catalog.all("entity");
  const rowFields = fields.filter((field) => fieldCatalog.kindOf(field) === "rows");
  return (
    <>
      <Select<string>
        aria-label={t.fillFrom}
        placeholder={t.fillFrom}
        status={action.entity === "" ? "error" : ""}
        {...(action.entity === "" ? {} : { value: action.entity })}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: "label" }}
        options={entities.map(({ id, name }) => ({ value: id, label: localize(name) }))}
        onChange={(entity) => onChange({ ...startingFill(entity), take: action.take })}
      />
      {action.entity === "" ? null : (
        <>
          <MatchEditor
            entity={action.entity}
            match={action.match}
            fields={fields}
            catalog={catalog}
            onChange={(match) => onChange({ ...action, match })}
          />
          {rowFields.length > 0 ? (
            <Select<string>
              aria-label={t.fillInto}
              value={action.rows ?? RECORD}
              popupMatchSelectWidth={false}
              options={[
                { value: RECORD, label: t.intoForm },
                ...rowFields.map(({ id, name }) => ({ value: id, label: `${t.intoRows} ${localize(name)}` })),
              ]}
              onChange={(rows) => {
                const { rows: _old, ...rest } = action;
                const values = [NEW_VALUE];
                onChange(rows === RECORD ? { ...rest, values } : { ...rest, rows, values });
              }}
            />
          ) : null}
          <ValueRows action={action} fields={fields} catalog={catalog} onChange={onChange} />
          <TakeSelect action={action} catalog={catalog} onChange={onChange} />
        </>
      )}
    </>
  );
}

/** A linkage that still lacks what is filled. */
export function startingFill(entity: string): FillAction {
  return {
    type: "fill",
    entity,
    match: [NEW_MATCH],
    take: "first",
    values: [NEW_VALUE],
  };
}

function ValueRows({ action, fields, catalog, onChange }: FillEditorProps) {
  const t = useText(rulesText);
  const rows = fields.find(({ id }) => id === action.rows);
  const home = rows
    ? (catalog.find("entity", fieldCatalog.targetEntity(rows) ?? "")?.fields ?? [])
    : fields.filter((field) => fieldCatalog.kindOf(field) !== "rows");
  return (
    <PairRows
      label={t.fillValues}
      words={{ add: t.addFill, remove: t.removeFill }}
      rows={action.values}
      blank={NEW_VALUE}
      onChange={(values) => onChange({ ...action, values })}
    >
      {(value, put) => (
        <>
          <FieldSelect
            fields={home.filter(isFillable)}
            value={value.field}
            placeholder={t.fillField}
            onChange={(field = "") => put({ ...value, field })}
          />
          <span aria-hidden="true">←</span>
          <Source
            value={value}
            target={home.find(({ id }) => id === value.field)}
            action={action}
            catalog={catalog}
            onChange={put}
          />
        </>
      )}
    </PairRows>
  );
}

interface SourceProps {
  readonly value: FillValue;
  readonly target: FieldDefinition | undefined;
  readonly action: FillAction;
  readonly catalog: Catalog;
  readonly onChange: (value: FillValue) => void;
}

/** Where a value comes from: a field of the record that counts or, for numbers, a total over all that match. */
function Source({ value, target, action, catalog, onChange }: SourceProps) {
  const t = useText(rulesText);
  const kind = target && fieldCatalog.kindOf(target);
  const mayTotal = kind === "number" && action.rows === undefined;
  const totals: readonly (readonly [FillTotal, string])[] = [
    ["count", t.count],
    ["sum", t.sum],
    ["avg", t.avg],
    ["min", t.min],
    ["max", t.max],
  ];
  return (
    <div className="rule-value">
      {mayTotal ? (
        <Select<string>
          aria-label={t.total}
          value={value.total ?? RECORD}
          popupMatchSelectWidth={false}
          options={[
            { value: RECORD, label: t.valueOf },
            ...totals.map(([total, label]) => ({ value: total, label })),
          ]}
          onChange={(next) => {
            const { field, from = "" } = value;
            const total = totals.find(([id]) => id === next)?.[0];
            onChange(total === "count" ? { field, total } : { field, from, ...(total ? { total } : {}) });
          }}
        />
      ) : null}
      {value.total === "count" ? null : (
        <OtherField
          label={t.fillSource}
          entity={action.entity}
          catalog={catalog}
          value={value.from ?? ""}
          accepts={(given) => (kind === undefined ? given !== "rows" : canFill(kind, given))}
          onChange={(from) => onChange({ ...value, from })}
        />
      )}
    </div>
  );
}

function TakeSelect({ action, catalog, onChange }: Omit<FillEditorProps, "fields">) {
  const t = useText(rulesText);
  const isTotals = action.rows === undefined && action.values.every(({ total }) => total !== undefined);
  if (isTotals) return null;
  return (
    <div className="rule-pair">
      <Select<"first" | "last">
        aria-label={t.whenMany}
        value={action.take}
        options={[
          { value: "first", label: action.rows === undefined ? t.takeFirst : t.ascending },
          { value: "last", label: action.rows === undefined ? t.takeLast : t.descending },
        ]}
        onChange={(take) => onChange({ ...action, take })}
      />
      <span>{t.by}</span>
      <OtherField
        label={t.order}
        entity={action.entity}
        catalog={catalog}
        value={action.order ?? "created_at"}
        accepts={(kind) => ["text", "number", "date", "datetime"].includes(kind)}
        onChange={(order) => {
          const { order: _old, ...rest } = action;
          onChange(order === "created_at" ? rest : { ...rest, order });
        }}
      />
    </div>
  );
}
