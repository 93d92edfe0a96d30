import type { ModelField } from "./model-field.ts";

const base = {
  groupable: false,
  searchable: false,
  sortable: true,
  system: true,
  nullable: true,
  storage: "column",
} as const;

/** The system fields in the order of their columns; owner, team, parent and position exist on some entities only. */
export const SYSTEM_MODEL_FIELDS: readonly ModelField[] = (
  [
    {
      ...base,
      id: "id",
      name: { zh: "编号", en: "Id" },
      kind: "reference",
      columnType: "uuid",
      nullable: false,
    },
    {
      ...base,
      id: "owner",
      name: { zh: "负责人", en: "Owner" },
      kind: "user",
      columnType: "uuid",
      groupable: true,
      target: "user",
    },
    {
      ...base,
      id: "team",
      name: { zh: "所属团队", en: "Team" },
      kind: "team",
      columnType: "uuid",
      groupable: true,
      target: "team",
    },
    {
      ...base,
      id: "created_at",
      name: { zh: "创建时间", en: "Created" },
      kind: "datetime",
      columnType: "timestamptz",
      groupable: true,
      nullable: false,
    },
    {
      ...base,
      id: "created_by",
      name: { zh: "创建人", en: "Created by" },
      kind: "user",
      columnType: "uuid",
      groupable: true,
      target: "user",
    },
    {
      ...base,
      id: "updated_at",
      name: { zh: "更新时间", en: "Updated" },
      kind: "datetime",
      columnType: "timestamptz",
      groupable: true,
      nullable: false,
    },
    {
      ...base,
      id: "updated_by",
      name: { zh: "更新人", en: "Updated by" },
      kind: "user",
      columnType: "uuid",
      groupable: true,
      target: "user",
    },
    {
      ...base,
      id: "revision",
      name: { zh: "版本", en: "Revision" },
      kind: "number",
      columnType: "integer",
      nullable: false,
    },
    {
      ...base,
      id: "deleted_at",
      name: { zh: "删除时间", en: "Deleted" },
      kind: "datetime",
      columnType: "timestamptz",
    },
    {
      ...base,
      id: "parent",
      name: { zh: "所属记录", en: "Parent" },
      kind: "reference",
      columnType: "uuid",
      nullable: false,
    },
    {
      ...base,
      id: "position",
      name: { zh: "行号", en: "Position" },
      kind: "number",
      columnType: "integer",
      nullable: false,
    },
  ] as const satisfies readonly Omit<ModelField, "valueType">[]
).map((field) => ({ ...field, valueType: field.columnType }));
