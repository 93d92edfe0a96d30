import type { PoolDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Form, Segmented, Select } from "antd";
import { useDraft } from "../use-draft.ts";
import { PeopleChoice } from "./people-choice.tsx";
import { type PoolEditorProps, PoolPart } from "./pool-part.tsx";
import { OptionalSentence } from "./sentence.tsx";
import { poolText } from "./text.ts";
import { unlessNone, withParts } from "./with-part.ts";

/** Who sees the records of a pool, who claims or assigns them, and what of them is shown shortened. */
export function PoolAccess({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  return (
    <PoolPart pool={pool} title={t.people} about={["members", "admins", "claiming", "mask"]}>
      <Form.Item label={t.claiming}>
        <Segmented<PoolDocument["claiming"]>
          aria-label={t.claiming}
          value={pool.claiming}
          options={[
            { value: "open", label: t.claimingOpen },
            { value: "assigned", label: t.claimingAssigned },
          ]}
          onChange={(claiming) => onChange({ claiming })}
        />
      </Form.Item>
      <PeopleChoice
        label={t.members}
        hint={t.membersHint}
        value={pool.members}
        onChange={(members) => onChange({ members })}
      />
      <PeopleChoice label={t.admins} value={pool.admins} onChange={(admins) => onChange({ admins })} />
      <MaskSentence pool={pool} onChange={onChange} />
    </PoolPart>
  );
}

type Mask = NonNullable<PoolDocument["mask"]>;

function MaskSentence({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  const mask: Mask = pool.mask ?? { fields: [], until: "claimed" };
  const isOff = pool.mask === undefined;
  const fields = catalog.find("entity", pool.entity)?.fields.filter(({ supplied }) => !supplied) ?? [];
  return (
    <OptionalSentence
      label={t.mask}
      text={t.maskSentence}
      isOn={!isOff}
      onSwitch={(isOn) => onChange({ mask: isOn ? mask : undefined })}
      slots={{
        fields: (
          <Select<readonly string[]>
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t.maskFields}
            placeholder={t.maskFields}
            disabled={isOff}
            className="sentence-many"
            value={mask.fields}
            options={fields.map(({ id, name }) => ({ value: id, label: localize(name) }))}
            onChange={(chosen) => onChange({ mask: { ...mask, fields: chosen } })}
          />
        ),
        until: (
          <Select<Mask["until"]>
            aria-label={t.maskUntil}
            disabled={isOff}
            value={mask.until}
            popupMatchSelectWidth={false}
            options={[
              { value: "claimed", label: t.untilClaimed },
              { value: "always", label: t.untilAlways },
            ]}
            onChange={(until) => onChange({ mask: { ...mask, until } })}
          />
        ),
        roles: (
          <Select<readonly string[]>
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t.exceptRoles}
            placeholder={t.noRole}
            disabled={isOff}
            className="sentence-many"
            value={mask.except ?? []}
            options={catalog.all("role").map(({ id, name }) => ({ value: id, label: localize(name) }))}
            onChange={(chosen) => onChange({ mask: withParts(mask, { except: unlessNone(chosen) }) })}
          />
        ),
      }}
    />
  );
}
