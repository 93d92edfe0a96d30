import { PlusOutlined, DeleteOutlined } from "@ant-design/icons";
import { DurationInput, useRowKeys } from "@mortise/fields/react";
import { fillText, shortKey } from "@mortise/kit";
import type { PoolDocument, RecycleRule } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button, Form, Switch } from "antd";
import { DurationSentence } from "./duration-sentence.tsx";
import { type PoolEditorProps, PoolPart } from "./pool-part.tsx";
import { RecycleRuleEditor } from "./recycle-rule-editor.tsx";
import { Sentence } from "./sentence.tsx";
import { poolText } from "./text.ts";
import { unlessNone, withParts } from "./with-part.ts";

type Recycling = NonNullable<PoolDocument["recycling"]>;

/** When records are taken back, where they go, and when their owners are reminded. */
export function RecycleRules({ pool, onChange }: PoolEditorProps) {
  const t = useText(poolText);
  const recycling: Recycling = pool.recycling ?? { enabled: false, rules: [] };
  const put = (parts: { readonly [Key in keyof Recycling]?: Recycling[Key] | undefined }) =>
    onChange({ recycling: withParts(recycling, parts) });
  const { rules, reminders = [] } = recycling;
  const add = () =>
    put({
      rules: [
        ...rules,
        { id: `rule_${shortKey(6)}`, name: poolText.newRule, after: "10d", to: { kind: "pool" } },
      ],
    });
  return (
    <PoolPart pool={pool} title={t.recycling} about={["recycling"]}>
      <div className="switch-line">
        <span>{t.recyclingOn}</span>
        <Switch
          aria-label={t.recyclingOn}
          checked={recycling.enabled}
          onChange={(enabled) => put({ enabled })}
        />
      </div>
      <p className="hint">{t.recyclingHint}</p>
      {rules.map((rule, index) => (
        <RecycleRuleEditor
          key={rule.id}
          pool={pool}
          rule={rule}
          onChange={(next: RecycleRule) => put({ rules: rules.with(index, next) })}
          onRemove={() => put({ rules: rules.toSpliced(index, 1) })}
        />
      ))}
      <Button type="dashed" icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
        {t.addRule}
      </Button>
      <Reminders list={reminders} onChange={(next) => put({ reminders: unlessNone(next) })} />
      <DurationSentence
        label={t.grace}
        text={t.graceSentence}
        value={recycling.grace}
        usual="1d"
        onChange={(grace) => put({ grace })}
      />
    </PoolPart>
  );
}

const MOST_REMINDERS = 10;

function Reminders({
  list,
  onChange,
}: {
  readonly list: readonly string[];
  readonly onChange: (list: readonly string[]) => void;
}) {
  const t = useText(poolText);
  const keys = useRowKeys(list.length);
  return (
    <Form.Item label={t.reminders} className="pool-reminders">
      {list.map((reminder, index) => (
        <div key={keys.at(index)} className="sentence-line">
          <Sentence
            text={t.reminderSentence}
            slots={{
              time: (
                <span className="sentence-duration">
                  <DurationInput
                    label={fillText(t.reminderAt, { n: index + 1 })}
                    value={reminder}
                    onChange={(next) => next !== undefined && onChange(list.with(index, next))}
                  />
                </span>
              ),
            }}
          />
          <Button
            type="text"
            danger
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={fillText(t.removeReminder, { n: index + 1 })}
            onClick={() => {
              keys.remove(index);
              onChange(list.toSpliced(index, 1));
            }}
          />
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={list.length >= MOST_REMINDERS}
        onClick={() => onChange([...list, "24h"])}
      >
        {t.addReminder}
      </Button>
    </Form.Item>
  );
}
