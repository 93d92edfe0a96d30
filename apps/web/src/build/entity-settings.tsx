import { fieldType } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { ColorDot, ICON_NAMES, IconByName, PALETTE, useLocalize, useText } from "@mortise/ui";
import { Form, InputNumber, Select, Switch } from "antd";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { NameFields } from "./name-fields.tsx";
import { poolText } from "./pools/text.ts";
import { buildText } from "./text.ts";
import { UniqueRules } from "./unique-rules.tsx";
import { useDraft } from "./use-draft.ts";

/** What can be set about an entity as a whole. */
export function EntitySettings({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { session } = useDraft();
  const put = (part: Partial<EntityDocument>) => session.put({ ...entity, ...part });
  const titles = entity.fields.filter((field) => fieldType(field.type).searchable);
  return (
    <Form layout="vertical" component={false}>
      <NameFields value={entity.name} onChange={(name) => put({ name })} />
      <NameFields
        label={t.plural}
        value={entity.plural ?? entity.name}
        onChange={(plural) => put({ plural })}
      />
      <Form.Item label={t.titleField} extra={t.titleFieldHint}>
        <Select
          aria-label={t.titleField}
          value={entity.titleField}
          onChange={(titleField) => put({ titleField })}
          options={titles.map((field) => ({ value: field.id, label: localize(field.name) }))}
        />
      </Form.Item>
      <UniqueRules entity={entity} />
      <Form.Item label={t.searchFields} extra={t.searchFieldsHint}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          allowClear
          aria-label={t.searchFields}
          placeholder={t.searchFieldsAll}
          value={entity.searchFields ?? []}
          onChange={(chosen: readonly string[]) => {
            const { searchFields: _old, ...rest } = entity;
            session.put(chosen.length === 0 ? rest : { ...rest, searchFields: chosen });
          }}
          options={titles.map((field) => ({ value: field.id, label: localize(field.name) }))}
        />
      </Form.Item>
      <div className="name-fields">
        <Form.Item label={t.icon}>
          <Select
            aria-label={t.icon}
            value={entity.icon}
            onChange={(icon) => put({ icon })}
            options={ICON_NAMES.map((name) => ({ value: name, label: <IconByName name={name} /> }))}
          />
        </Form.Item>
        <Form.Item label={t.color}>
          <Select
            aria-label={t.color}
            value={entity.color}
            onChange={(color) => put({ color })}
            options={colorsWith(entity.color).map((color) => ({
              value: color,
              label: <ColorDot color={color} />,
            }))}
          />
        </Form.Item>
      </div>
      {entity.parent ? null : <Ownership entity={entity} />}
    </Form>
  );
}

/** The palette, and the colour in use where a template brought one of its own. */
function colorsWith(own: string): readonly string[] {
  return [...new Set([own, ...Object.keys(PALETTE)])];
}

function Ownership({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(buildText);
  const { session } = useDraft();
  const { pool, ...rest } = entity;
  const limit = (key: "dailyClaimLimit" | "holdLimit", value: number | null) => {
    const { [key]: _old, ...others } = pool ?? {};
    session.put({ ...entity, pool: value === null ? others : { ...others, [key]: value } });
  };
  return (
    <>
      <SwitchLine
        label={t.owned}
        checked={entity.owned}
        onChange={(owned) => session.put(owned ? { ...entity, owned } : { ...rest, owned })}
      />
      {entity.owned ? (
        <SwitchLine
          label={t.poolSwitch}
          checked={pool !== undefined}
          onChange={(on) => session.put(on ? { ...entity, pool: {} } : rest)}
        />
      ) : null}
      {pool ? <PoolsLink entity={entity} /> : null}
      {pool ? (
        <div className="name-fields">
          <Form.Item label={t.dailyClaims}>
            <InputNumber
              min={1}
              aria-label={t.dailyClaims}
              value={pool.dailyClaimLimit ?? null}
              onChange={(value) => limit("dailyClaimLimit", value)}
            />
          </Form.Item>
          <Form.Item label={t.holdLimit}>
            <InputNumber
              min={1}
              aria-label={t.holdLimit}
              value={pool.holdLimit ?? null}
              onChange={(value) => limit("holdLimit", value)}
            />
          </Form.Item>
        </div>
      ) : null}
    </>
  );
}

/** The pools of the entity, where they are edited. */
function PoolsLink({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(poolText);
  const { id: app } = useAppModel();
  const { catalog } = useDraft();
  const count = catalog.all("pool").filter((pool) => pool.entity === entity.id).length;
  return (
    <p>
      <Link to={`/a/${app}/build/pools`}>{fillText(t.poolsOfEntity, { n: count })}</Link>
    </p>
  );
}

function SwitchLine({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <div className="switch-line">
      <span>{label}</span>
      <Switch size="small" aria-label={label} checked={checked} onChange={onChange} />
    </div>
  );
}
