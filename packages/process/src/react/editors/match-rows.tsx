import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { JsonObject } from "@mortise/kit";
import type { Catalog, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import { plainText } from "../../model/plain-text.ts";
import { comparedAs } from "../../strategies/existing-owner/lookups.ts";
import { removeAt, replaceAt } from "./json-list.ts";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";

/** The fields of an entity whose values can be the same in another record. */
export function comparable(catalog: Catalog, entity: string): readonly FieldDefinition[] {
  const fields = catalog.find("entity", entity)?.fields ?? [];
  return fields.filter(({ id }) => comparedAs(catalog, entity, id) !== undefined);
}

/** Edits which field of an existing record has to be the same as which field of the record at hand. */
export function MatchRows({
  entity,
  match,
  disabled,
  onChange,
}: {
  /** Whose records are looked through. */
  readonly entity: string;
  readonly match: readonly JsonObject[];
  readonly disabled: boolean;
  readonly onChange: (match: readonly JsonObject[]) => void;
}) {
  const t = useText(text);
  const { catalog, entity: own } = useNodeScope();
  return (
    <div className="flow-list flow-matches">
      {match.map((pair, index) => {
        const set = (more: JsonObject): void => onChange(replaceAt(match, index, { ...pair, ...more }));
        return (
          // Pairs carry no id; both controls in them are controlled.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="flow-match" key={index}>
            <FieldSelect
              label={t.theirField}
              fields={comparable(catalog, entity)}
              value={plainText(pair["field"])}
              disabled={disabled}
              onChange={(field) => set({ field })}
            />
            <span className="flow-hint">{t.sameAs}</span>
            <FieldSelect
              label={t.ownField}
              fields={comparable(catalog, own)}
              value={plainText(pair["own"])}
              disabled={disabled}
              onChange={(field) => set({ own: field })}
            />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t.removeMatch}
              disabled={disabled || match.length < 2}
              onClick={() => onChange(removeAt(match, index))}
            />
          </div>
        );
      })}
      <Button
        size="small"
        type="link"
        icon={<PlusOutlined />}
        disabled={disabled}
        onClick={() => onChange([...match, {}])}
      >
        {t.addMatch}
      </Button>
    </div>
  );
}

function FieldSelect({
  label,
  fields,
  value,
  disabled,
  onChange,
}: {
  readonly label: string;
  readonly fields: readonly FieldDefinition[];
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (field: string) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <Select
      size="small"
      aria-label={label}
      placeholder={t.chooseField}
      showSearch={{ optionFilterProp: "label" }}
      value={value === "" ? null : value}
      disabled={disabled}
      options={fields.map(({ id, name }) => ({ value: id, label: localize(name) }))}
      onChange={(field) => onChange(field ?? "")}
    />
  );
}
