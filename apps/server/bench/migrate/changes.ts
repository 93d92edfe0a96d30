import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { type Store, systemActor } from "@mortise/store";
import { APP, TABLE } from "../lead-table.ts";

/** One kind of change of a field: as the product makes it, and as a statement somebody would type. */
export interface FieldChange {
  readonly name: string;
  readonly product: (store: Store) => Promise<unknown>;
  /** Run one after the other; nothing to compare with when absent. */
  readonly naive?: readonly string[];
  /** Takes away what `naive` made; not measured. */
  readonly undo?: readonly string[];
}

type Fields = readonly FieldDefinition[];

const text = (id: string) => ({ zh: id, en: id });
const added: FieldDefinition = { id: "bench_note", type: "text", name: text("Note") };
const person: FieldDefinition = { id: "bench_helper", type: "user", name: text("Helper") };
const choice: FieldDefinition = {
  id: "bench_grade",
  type: "select",
  name: text("Grade"),
  settings: { options: [{ key: "a", name: text("A") }] },
};

/** Every kind of change, in an order in which each finds what it needs. */
export const CHANGES: readonly FieldChange[] = [
  {
    name: "add a field",
    product: (store) => publish(store, (fields) => [...fields, added]),
    naive: [`alter table ${TABLE} add column bench_x text`],
    undo: [`alter table ${TABLE} drop column bench_x`],
  },
  {
    name: "rename it, move it to the front",
    product: (store) =>
      publish(store, (fields) => [{ ...added, name: text("Remark") }, ...without(fields, added)]),
  },
  {
    name: "change its key",
    product: (store) =>
      publish(store, (fields) => [
        ...without(fields, added),
        { ...added, id: "bench_remark", formerId: added.id },
      ]),
    naive: [`alter table ${TABLE} rename column needs to needs_x`],
    undo: [`alter table ${TABLE} rename column needs_x to needs`],
  },
  {
    name: "remove it",
    product: (store) => publish(store, (fields) => fields.filter(({ id }) => id !== "bench_remark")),
  },
  {
    name: "restore the release before",
    product: async (store) =>
      store.releases.restore(APP, store.releases.current(APP).number - 1, systemActor),
  },
  {
    name: "add a person (foreign key, index)",
    product: (store) => publish(store, (fields) => [...fields, person]),
    naive: [
      `alter table ${TABLE} add column bench_x uuid`,
      `alter table ${TABLE} add constraint bench_x foreign key (bench_x) references mortise.account`,
      `create index bench_x on ${TABLE} (bench_x, created_at desc, id desc)`,
    ],
    undo: [`alter table ${TABLE} drop column bench_x`],
  },
  {
    name: "add a choice (two indexes)",
    product: (store) => publish(store, (fields) => [choice, ...fields]),
    naive: [`create index bench_x on ${TABLE} (source, created_at desc, id desc)`],
    undo: ["drop index app_crm.bench_x"],
  },
  {
    name: "make a field unique",
    product: (store) =>
      publish(store, (fields) =>
        fields.map((field) => (field.id === "wechat" ? { ...field, unique: true } : field)),
      ),
    naive: [`create unique index bench_x on ${TABLE} (wechat) where deleted_at is null`],
    undo: ["drop index app_crm.bench_x"],
  },
  {
    name: "make a field required",
    product: (store) =>
      publish(store, (fields) =>
        fields.map((field) => (field.id === "industry" ? { ...field, required: true } : field)),
      ),
    naive: [`alter table ${TABLE} alter column industry set not null`],
    undo: [`alter table ${TABLE} alter column industry drop not null`],
  },
  {
    name: "number becomes text (every row)",
    product: (store) =>
      publish(store, (fields) =>
        fields.map((field) =>
          field.id === "score" ? { id: "score", type: "text", name: field.name } : field,
        ),
      ),
    naive: [`alter table ${TABLE} alter column follow_count type text using follow_count::text`],
  },
];

function without(fields: Fields, { id }: FieldDefinition): Fields {
  return fields.filter((field) => field.id !== id);
}

/** Publishes the leads with other fields, and waits until nothing is left to be done. */
async function publish(store: Store, change: (fields: Fields) => Fields): Promise<void> {
  const { documents } = await store.releases.draft(APP);
  const draft = documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  const lead = draft?.document as EntityDocument; // the template has leads
  const document = { ...lead, fields: change(lead.fields) };
  await store.releases.saveDraft(APP, [{ document, revision: draft?.revision ?? 0 }], systemActor);
  await store.releases.publish(APP, { actor: systemActor });
}
