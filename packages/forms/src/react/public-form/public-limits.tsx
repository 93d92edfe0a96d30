import { FieldEditor } from "@mortise/fields/react";
import type {
  EntityDocument,
  FieldDefinition,
  FormDocument,
  PersonLimit,
  PublicAccess,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Input, InputNumber, Select } from "antd";
import { fieldItems } from "../../model/layout/item-tree.ts";
import { accessWith, type Unset } from "./access-with.ts";
import { OpeningHours } from "./opening-hours.tsx";
import { publicFormText } from "./text.ts";

/** What the settings of a public access take. */
export interface PublicLimitsProps {
  readonly document: FormDocument;
  readonly entity: EntityDocument;
  readonly value: PublicAccess;
  readonly onChange: (value: PublicAccess | undefined) => void;
}

/** When, by whom and how often visitors may fill in a form. */
export function PublicLimits({ document, entity, value, onChange }: PublicLimitsProps) {
  const t = useText(publicFormText);
  const set = (changes: Unset<PublicAccess>) => onChange(accessWith(value, changes));
  return (
    <>
      <Moment label={t.opensAt} value={value.opensAt} onChange={(opensAt) => set({ opensAt })} />
      <Moment label={t.closesAt} value={value.closesAt} onChange={(closesAt) => set({ closesAt })} />
      <OpeningHours value={value.windows ?? []} onChange={(windows) => set({ windows })} />
      <Places label={t.total} extra={t.totalHint} value={value.total} onChange={(total) => set({ total })} />
      <Places label={t.perDay} value={value.perDay} onChange={(perDay) => set({ perDay })} />
      <Places
        label={t.perMonth}
        extra={t.periodHint}
        value={value.perMonth}
        onChange={(perMonth) => set({ perMonth })}
      />
      <PersonLimitSettings
        document={document}
        entity={entity}
        value={value.perPerson}
        onChange={(perPerson) => set({ perPerson })}
      />
      <Form.Item label={t.password} extra={t.passwordHint}>
        <Input
          aria-label={t.password}
          maxLength={32}
          value={value.password ?? ""}
          onChange={({ target }) => set({ password: target.value === "" ? undefined : target.value })}
        />
      </Form.Item>
    </>
  );
}

interface PlacesProps {
  readonly label: string;
  readonly extra?: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** The most submissions that are taken; nothing when it is emptied. */
function Places({ label, extra, value, onChange }: PlacesProps) {
  const t = useText(publicFormText);
  return (
    <Form.Item label={label} {...(extra === undefined ? {} : { extra })}>
      <InputNumber<number>
        aria-label={label}
        min={1}
        max={1_000_000}
        precision={0}
        placeholder={t.noLimit}
        style={{ width: "100%" }}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </Form.Item>
  );
}

interface MomentProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A moment to be chosen; nothing when it is emptied. */
export function Moment({ label, value, onChange }: MomentProps) {
  const field: FieldDefinition = { id: "moment", type: "datetime", name: { zh: label, en: label } };
  return (
    <Form.Item label={label}>
      <div role="group" aria-label={label}>
        <FieldEditor
          field={field}
          value={value ?? null}
          onChange={(next) => onChange(typeof next === "string" ? next : undefined)}
        />
      </div>
    </Form.Item>
  );
}

interface PersonLimitProps extends Pick<PublicLimitsProps, "document" | "entity"> {
  readonly value: PersonLimit | undefined;
  readonly onChange: (value: PersonLimit | undefined) => void;
}

const SEVERAL = 2;
const CHOICES = {
  noLimit: undefined,
  once: { times: 1, within: "ever" },
  daily: { times: 1, within: "day" },
  times: { times: SEVERAL, within: "ever" },
  dailyTimes: { times: SEVERAL, within: "day" },
} as const satisfies Readonly<Record<string, PersonLimit | undefined>>;
type Choice = keyof typeof CHOICES;

function choiceOf(limit: PersonLimit | undefined): Choice {
  if (!limit) return "noLimit";
  if (limit.within === "day") return limit.times === 1 ? "daily" : "dailyTimes";
  return limit.times === 1 ? "once" : "times";
}

function PersonLimitSettings({ document, entity, value, onChange }: PersonLimitProps) {
  const t = useText(publicFormText);
  const localize = useLocalize();
  const items = new Map(fieldItems(document.items).map((item) => [item.field, item]));
  const required = entity.fields.filter(
    ({ id, required: always }) => items.has(id) && (always === true || items.get(id)?.required === true),
  );
  // The keys of the table.
  const choices = Object.keys(CHOICES) as readonly Choice[];
  const choose = (choice: Choice) => {
    const limit = CHOICES[choice];
    onChange(limit && { ...limit, ...(value?.field === undefined ? {} : { field: value.field }) });
  };
  const tell = (field: string) => {
    if (!value) return;
    const { field: _field, ...limit } = value;
    onChange(field === "" ? limit : { ...limit, field });
  };
  return (
    <>
      <Form.Item label={t.perPerson}>
        <div style={{ display: "flex", gap: 8 }}>
          <Select<Choice>
            aria-label={t.perPerson}
            value={choiceOf(value)}
            options={choices.map((choice) => ({ value: choice, label: t[choice] }))}
            onChange={choose}
          />
          {value && value.times > 1 ? (
            <InputNumber<number>
              aria-label={t.count}
              min={SEVERAL}
              max={10_000}
              precision={0}
              value={value.times}
              onChange={(times) => onChange({ ...value, times: times ?? SEVERAL })}
            />
          ) : null}
        </div>
      </Form.Item>
      {value ? (
        <Form.Item label={t.toldBy} extra={t.toldByHint}>
          <Select<string>
            aria-label={t.toldBy}
            value={value.field ?? ""}
            options={[
              { value: "", label: t.device },
              ...required.map(({ id, name }) => ({ value: id, label: localize(name) })),
            ]}
            onChange={tell}
          />
        </Form.Item>
      ) : null}
    </>
  );
}
