import type { ValueKind } from "@mortise/expression";
import { type Catalog, kindOfField, SYSTEM_FIELDS, systemFieldName } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { Select } from "antd";

interface OtherFieldProps {
  readonly label: string;
  readonly entity: string;
  readonly catalog: Catalog;
  readonly value: string;
  readonly accepts: (kind: ValueKind) => boolean;
  readonly onChange: (field: string) => void;
}

const KEPT: ReadonlySet<string> = new Set(["revision", "deleted_at", "position"]);

/** Chooses a field of another entity, its system fields after its own. */
export function OtherField({ label, entity, catalog, value, accepts, onChange }: OtherFieldProps) {
  const localize = useLocalize();
  const own = catalog.find("entity", entity)?.fields ?? [];
  const all = [
    ...own.map(({ id, name }) => ({ value: id, label: localize(name) })),
    ...SYSTEM_FIELDS.filter((id) => !KEPT.has(id)).map((id) => ({
      value: id,
      label: localize(systemFieldName(id)),
    })),
  ];
  const options = all.filter((option) => {
    const kind = kindOfField(catalog, entity, option.value);
    return kind !== undefined && accepts(kind);
  });
  return (
    <Select<string>
      aria-label={label}
      placeholder={label}
      status={value === "" ? "error" : ""}
      {...(value === "" ? {} : { value })}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: "label" }}
      options={options}
      onChange={onChange}
    />
  );
}
