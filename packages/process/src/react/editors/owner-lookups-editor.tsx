import { PlusOutlined } from "@ant-design/icons";
import { fieldType } from "@mortise/fields";
import type { SettingControlProps } from "@mortise/fields/react";
import { fillText, type JsonObject } from "@mortise/kit";
import type { Catalog, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import { plainText } from "../../model/plain-text.ts";
import { comparable, MatchRows } from "./match-rows.tsx";
import { moveBy, objectsIn, removeAt, replaceAt } from "./json-list.ts";
import { useNodeScope } from "./node-scope.ts";
import { SortedItem } from "./sorted-item.tsx";
import { text } from "./text.ts";

/** Edits where the owner of an existing record is looked for, and which fields have to be the same. */
export function OwnerLookupsEditor({ value, onChange, disabled = false }: SettingControlProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { catalog, entity: own } = useNodeScope();
  const lookups = objectsIn(value);
  const entities = catalog.all("entity").filter(({ owned }) => owned);
  const set = (index: number, lookup: JsonObject): void => onChange([...replaceAt(lookups, index, lookup)]);
  return (
    <div className="flow-list">
      {lookups.map((lookup, index) => (
        <SortedItem
          // Lookups carry no id; every control in them is controlled.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          head={
            <Select
              size="small"
              className="flow-wide"
              aria-label={fillText(t.lookIn, { n: index + 1 })}
              placeholder={t.chooseEntity}
              value={plainText(lookup["entity"]) || null}
              disabled={disabled}
              options={entities.map(({ id, name }) => ({ value: id, label: localize(name) }))}
              onChange={(entity) => set(index, newLookup(catalog, { entity: entity ?? own, own }))}
            />
          }
          onMove={(by) => onChange([...moveBy(lookups, index, by)])}
          onRemove={() => onChange([...removeAt(lookups, index)])}
        >
          <MatchRows
            entity={plainText(lookup["entity"])}
            match={objectsIn(lookup["match"])}
            disabled={disabled}
            onChange={(match) => set(index, { ...lookup, match: [...match] })}
          />
        </SortedItem>
      ))}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled}
        onClick={() => onChange([...lookups, newLookup(catalog, { entity: own, own })])}
      >
        {t.addPlace}
      </Button>
    </div>
  );
}

/** A lookup with the likeliest fields: telephone numbers before anything else. */
function newLookup(
  catalog: Catalog,
  { entity, own }: { readonly entity: string; readonly own: string },
): JsonObject {
  const likeliest = (fields: readonly FieldDefinition[]): string =>
    (fields.find(({ type }) => fieldType(type).searchedAs === "digits") ?? fields[0])?.id ?? "";
  const [field, ours] = [likeliest(comparable(catalog, entity)), likeliest(comparable(catalog, own))];
  return { entity, match: [{ field, own: ours }] };
}
