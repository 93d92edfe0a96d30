import { fieldType } from "@mortise/fields";
import { ConditionBuilder } from "@mortise/fields/react";
import { shortKey } from "@mortise/kit";
import type { EntityDocument, FormDocument, PublicQuery } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Input, Select, Switch } from "antd";
import { useState } from "react";
import { LocalizedInput } from "../designer/localized-input.tsx";
import { designerText } from "../designer/text.ts";
import { accessWith, type Unset } from "./access-with.ts";
import { CopyLine } from "./copy-line.tsx";
import { OpeningHours } from "./opening-hours.tsx";
import { Moment } from "./public-limits.tsx";
import { publicFormText } from "./text.ts";

interface PublicQuerySettingsProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly onChange: (query: PublicQuery) => void;
}

/** The page on which visitors find records: what they have to know, what they see, when it is open. */
export function PublicQuerySettings({ document, entity, onChange }: PublicQuerySettingsProps) {
  const t = useText(designerText);
  const p = useText(publicFormText);
  const [first] = useState((): PublicQuery => ({ enabled: false, slug: shortKey(12), by: [], show: [] }));
  const query = document.publicQuery ?? first;
  const set = (changes: Unset<PublicQuery>) => onChange(cleaned({ ...query, ...changes }));
  return (
    <>
      <Form.Item label={p.queryOn} extra={p.queryHint}>
        <Switch aria-label={p.queryOn} checked={query.enabled} onChange={(enabled) => set({ enabled })} />
      </Form.Item>
      {query.enabled ? <CopyLine label={t.link} value={`${window.location.origin}/q/${query.slug}`} /> : null}
      <QueryFields entity={entity} query={query} onChange={set} />
      <LocalizedInput
        labels={{ zh: `${p.queryTitle}（中文）`, en: `${p.queryTitle} (English)` }}
        value={query.title}
        fallback={document.name}
        onChange={(title) => set({ title })}
      />
      <LocalizedInput
        isLong
        labels={{ zh: t.introZh, en: t.introEn }}
        value={query.intro}
        onChange={(intro) => set({ intro })}
      />
      <QueryTimes query={query} onChange={set} />
    </>
  );
}

interface PartProps {
  readonly query: PublicQuery;
  readonly onChange: (changes: Unset<PublicQuery>) => void;
}

function QueryFields({ entity, query, onChange }: PartProps & Pick<PublicQuerySettingsProps, "entity">) {
  const p = useText(publicFormText);
  const localize = useLocalize();
  const { by, show, filter } = query;
  const open = entity.fields.filter((field) => fieldType(field.type).kind(field) !== "secret");
  const optionsOf = (fields: typeof open) =>
    fields.map((field) => ({ value: field.id, label: localize(field.name) }));
  const known = open.filter((field) => {
    const kind = fieldType(field.type).publicInput?.(field).kind;
    return kind === "input" || kind === "select" || kind === "textarea" || kind === "region";
  });
  const shown = show.map(({ field }) => field);
  const masked = show.flatMap((one) => (one.masked === true ? [one.field] : []));
  const setShown = (fields: readonly string[], short: readonly string[]) =>
    onChange({
      show: fields.map((field) => ({ field, ...(short.includes(field) ? { masked: true } : {}) })),
    });
  return (
    <>
      <Form.Item label={p.queryBy} extra={p.queryByHint}>
        <Select<string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={p.queryBy}
          maxCount={5}
          value={[...by]}
          options={optionsOf(known)}
          onChange={(fields) => onChange({ by: fields })}
        />
      </Form.Item>
      <Form.Item label={p.queryShow}>
        <Select<string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={p.queryShow}
          value={shown}
          options={optionsOf(open)}
          onChange={(fields) => {
            // What can be masked is masked until somebody says otherwise.
            const fresh = open.filter(({ id, type }) => !shown.includes(id) && fieldType(type).mask);
            setShown(fields, [...masked, ...fresh.map(({ id }) => id)]);
          }}
        />
      </Form.Item>
      <Form.Item label={p.queryMasked} extra={p.queryMaskedHint}>
        <Select<string[]>
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={p.queryMasked}
          value={masked}
          options={optionsOf(open.filter(({ id }) => shown.includes(id)))}
          onChange={(fields) => setShown(shown, fields)}
        />
      </Form.Item>
      <Form.Item label={p.queryFilter}>
        <ConditionBuilder
          fields={entity.fields}
          allowCurrentUser={false}
          {...(filter === undefined ? {} : { value: filter })}
          onChange={(next) => onChange({ filter: next })}
        />
      </Form.Item>
    </>
  );
}

function QueryTimes({ query: { access = {} }, onChange }: PartProps) {
  const p = useText(publicFormText);
  const set = (changes: Unset<NonNullable<PublicQuery["access"]>>) =>
    onChange({ access: accessWith(access, changes) });
  return (
    <>
      <Moment label={p.opensAt} value={access.opensAt} onChange={(opensAt) => set({ opensAt })} />
      <Moment label={p.closesAt} value={access.closesAt} onChange={(closesAt) => set({ closesAt })} />
      <OpeningHours value={access.windows ?? []} onChange={(windows) => set({ windows })} />
      <Form.Item label={p.password} extra={p.passwordHint}>
        <Input
          aria-label={p.password}
          maxLength={32}
          value={access.password ?? ""}
          onChange={({ target }) => set({ password: target.value === "" ? undefined : target.value })}
        />
      </Form.Item>
    </>
  );
}

function cleaned(query: Unset<PublicQuery>): PublicQuery {
  // Only what may be left out is undefined.
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  ) as unknown as PublicQuery;
}
