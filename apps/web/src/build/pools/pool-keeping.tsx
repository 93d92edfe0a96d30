import { fieldCatalog } from "@mortise/fields";
import type { Catalog, PoolDocument, RenewingRecords } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Select } from "antd";
import { useDraft } from "../use-draft.ts";
import { DurationSentence } from "./duration-sentence.tsx";
import { type PoolEditorProps, PoolPart } from "./pool-part.tsx";
import { poolText } from "./text.ts";
import { unlessEmpty, unlessNone, withParts } from "./with-part.ts";

type RenewedBy = NonNullable<PoolDocument["renewedBy"]>;

/** How long a record is safe with its owner, and what counts as a follow-up. */
export function PoolKeeping({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  const renewed: RenewedBy = pool.renewedBy ?? {};
  const put = (parts: Partial<Record<keyof RenewedBy, RenewedBy[keyof RenewedBy] | undefined>>) =>
    // Each part is given its own kind of list below.
    onChange({ renewedBy: unlessEmpty(withParts(renewed, parts as RenewedBy)) });
  const fields = catalog.find("entity", pool.entity)?.fields.filter(isFilledIn) ?? [];
  const sources = renewingRecords(catalog, pool.entity);
  return (
    <PoolPart pool={pool} title={t.keeping} about={["protection", "renewedBy"]}>
      <DurationSentence
        label={t.protection}
        text={t.protectionSentence}
        value={pool.protection}
        usual="1d"
        onChange={(protection) => onChange({ protection })}
      />
      <Form.Item label={t.renewedRecords}>
        <Select<readonly string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.renewedRecords}
          placeholder={t.renewedNone}
          value={(renewed.records ?? []).map(keyOf)}
          options={sources.map((source) => ({
            value: keyOf(source),
            label: sourceName(catalog, source, localize),
          }))}
          onChange={(chosen) =>
            put({ records: unlessNone(sources.filter((source) => chosen.includes(keyOf(source)))) })
          }
        />
      </Form.Item>
      <Form.Item label={t.renewedFields}>
        <Select<readonly string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.renewedFields}
          placeholder={t.renewedNone}
          value={renewed.fields ?? []}
          options={fields.map(({ id, name }) => ({ value: id, label: localize(name) }))}
          onChange={(chosen) => put({ fields: unlessNone(chosen) })}
        />
      </Form.Item>
    </PoolPart>
  );
}

function isFilledIn(field: {
  readonly supplied?: boolean;
  readonly type: string;
  readonly id: string;
}): boolean {
  return field.supplied !== true;
}

const keyOf = ({ entity, field }: RenewingRecords): string => `${entity}/${field}`;

/** All fields of other entities that lead to the entity. */
function renewingRecords(catalog: Catalog, entity: string): readonly RenewingRecords[] {
  return catalog
    .all("entity")
    .flatMap((each) =>
      each.fields
        .filter(
          (field) =>
            fieldCatalog.kindOf(field) === "reference" && catalog.targetOf(each.id, field.id) === entity,
        )
        .map((field) => ({ entity: each.id, field: field.id })),
    );
}

function sourceName(
  catalog: Catalog,
  { entity, field }: RenewingRecords,
  localize: ReturnType<typeof useLocalize>,
): string {
  const of = localize(catalog.find("entity", entity)?.name);
  return `${of} · ${localize(catalog.field(entity, field)?.name)}`;
}
