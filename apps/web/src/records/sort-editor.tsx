import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { EntityDocument, FieldDefinition, SortKey } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Segmented, Select } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { maySort } from "./entity-fields.ts";
import { recordsText } from "./text.ts";

/** Chooses the fields a list is sorted by, the first counting most. */
export function SortEditor({
  entity,
  fields,
  value,
  onChange,
}: {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly value: readonly SortKey[] | undefined;
  readonly onChange: (sort: readonly SortKey[] | undefined) => void;
}) {
  const t = useText(recordsText);
  const localize = useLocalize();
  const permission = useAppModel().permission(entity.id);
  const sort = value ?? [];
  const sortable = fields.filter((field) => maySort(field, permission));
  const free = sortable.filter((field) => !sort.some((key) => key.field === field.id));
  const put = (next: readonly SortKey[]) => onChange(next.length > 0 ? next : undefined);
  const replace = (index: number, key: SortKey) => put(sort.map((each, at) => (at === index ? key : each)));
  return (
    <div className="sort-editor">
      {sort.map((key, index) => (
        <div key={key.field} className="sort-line">
          <Select
            aria-label={t.sortBy}
            value={key.field}
            onChange={(field) => replace(index, { ...key, field })}
            options={sortable
              .filter((field) => field.id === key.field || free.includes(field))
              .map((field) => ({ value: field.id, label: localize(field.name) }))}
          />
          <Segmented
            value={key.descending ? "down" : "up"}
            onChange={(direction) => replace(index, { field: key.field, descending: direction === "down" })}
            options={[
              { value: "up", label: t.ascending },
              { value: "down", label: t.descending },
            ]}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t.clear}
            onClick={() => put(sort.filter((each) => each !== key))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        block
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={free.length === 0}
        onClick={() => free[0] && put([...sort, { field: free[0].id }])}
      >
        {t.addSort}
      </Button>
    </div>
  );
}
