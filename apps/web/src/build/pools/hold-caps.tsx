import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { fillText, shortKey } from "@mortise/kit";
import type { HoldCap } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, Checkbox, Form, InputNumber, Select } from "antd";
import { ConditionsFold } from "./conditions-fold.tsx";
import { PeopleChoice } from "./people-choice.tsx";
import { PoolCondition } from "./pool-conditions.tsx";
import type { PoolEditorProps } from "./pool-part.tsx";
import { Sentence } from "./sentence.tsx";
import { poolText } from "./text.ts";
import { unlessNone, withParts } from "./with-part.ts";

/** How many records somebody may hold: several caps, of which the lowest wins. */
export function HoldCaps({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const caps = pool.holdCaps ?? [];
  const put = (next: readonly HoldCap[]) => onChange({ holdCaps: unlessNone(next) });
  return (
    <Form.Item label={t.caps} extra={t.capsHint}>
      {caps.map((cap, index) => (
        <CapEditor
          key={cap.id}
          entity={pool.entity}
          name={fillText(t.capAt, { n: index + 1 })}
          cap={cap}
          onChange={(next) => put(caps.with(index, next))}
          onRemove={() => put(caps.toSpliced(index, 1))}
        />
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => put([...caps, { id: `cap_${shortKey(6)}`, limit: 100, per: "person", over: "pool" }])}
      >
        {t.addCap}
      </Button>
    </Form.Item>
  );
}

interface CapEditorProps {
  readonly entity: string;
  readonly name: string;
  readonly cap: HoldCap;
  readonly onChange: (cap: HoldCap) => void;
  readonly onRemove: () => void;
}

function CapEditor({ entity, name, cap, onChange, onRemove }: CapEditorProps) {
  const t = useText(poolText);
  const parts = [cap.people, cap.when, cap.countsEnded === true ? true : undefined];
  return (
    <div className="pool-card" role="group" aria-label={name}>
      <div className="pool-card-head">
        <CapSentence cap={cap} onChange={onChange} />
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={`${t.removeCap}: ${name}`}
          onClick={onRemove}
        />
      </div>
      <ConditionsFold count={parts.filter((part) => part !== undefined).length}>
        <PeopleChoice
          label={t.capPeople}
          value={cap.people}
          onChange={(people) => onChange(withParts(cap, { people }))}
        />
        <Checkbox
          checked={cap.countsEnded ?? false}
          onChange={({ target }) =>
            onChange(withParts(cap, { countsEnded: target.checked ? true : undefined }))
          }
        >
          {t.capEnded}
        </Checkbox>
        <PoolCondition
          entity={entity}
          label={t.capWhen}
          value={cap.when}
          onChange={(when) => onChange(withParts(cap, { when }))}
        />
      </ConditionsFold>
    </div>
  );
}

function CapSentence({ cap, onChange }: Pick<CapEditorProps, "cap" | "onChange">) {
  const t = useText(poolText);
  return (
    <Sentence
      text={t.capSentence}
      slots={{
        per: (
          <Select<HoldCap["per"]>
            aria-label={t.capPer}
            value={cap.per}
            popupMatchSelectWidth={false}
            options={[
              { value: "person", label: t.perPerson },
              { value: "team", label: t.perTeam },
            ]}
            onChange={(per) => onChange({ ...cap, per })}
          />
        ),
        over: (
          <Select<HoldCap["over"]>
            aria-label={t.capOver}
            value={cap.over}
            popupMatchSelectWidth={false}
            options={[
              { value: "pool", label: t.overPool },
              { value: "entity", label: t.overEntity },
            ]}
            onChange={(over) => onChange({ ...cap, over })}
          />
        ),
        limit: (
          <InputNumber<number>
            aria-label={t.capLimit}
            min={0}
            max={1_000_000}
            precision={0}
            value={cap.limit}
            onChange={(limit) => limit !== null && onChange({ ...cap, limit })}
          />
        ),
      }}
    />
  );
}
