import { DeleteOutlined } from "@ant-design/icons";
import { DurationInput } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { PoolDocument, RecycleRule, RecycleTarget } from "@mortise/metadata";
import { findTrigger } from "@mortise/process";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import { NameFields } from "../name-fields.tsx";
import { useDraft } from "../use-draft.ts";
import { ConditionsFold } from "./conditions-fold.tsx";
import { DurationSentence } from "./duration-sentence.tsx";
import { PoolCondition } from "./pool-conditions.tsx";
import { RuleExample } from "./rule-example.tsx";
import { Sentence } from "./sentence.tsx";
import { poolText } from "./text.ts";
import { withParts } from "./with-part.ts";

/** Props of `RecycleRuleEditor`. */
export interface RecycleRuleEditorProps {
  readonly pool: PoolDocument;
  readonly rule: RecycleRule;
  readonly onChange: (rule: RecycleRule) => void;
  readonly onRemove: () => void;
}

/** One rule of taking back, as sentences, with what it means for a record claimed now. */
export function RecycleRuleEditor({ pool, rule, onChange, onRemove }: RecycleRuleEditorProps) {
  const t = useText(poolText);
  const localize = useLocalize();
  const name = localize(rule.name);
  const conditions = [rule.when, rule.exempt].filter((each) => each !== undefined).length;
  return (
    <div className="pool-card" role="group" aria-label={fillText(t.ruleAt, { name })}>
      <div className="pool-card-head">
        <NameFields
          value={rule.name}
          label={t.ruleName}
          onChange={(next) => onChange({ ...rule, name: next })}
        />
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={fillText(t.removeRule, { name })}
          onClick={onRemove}
        />
      </div>
      <RuleSentence pool={pool} rule={rule} onChange={onChange} />
      <DurationSentence
        label={t.renew}
        text={t.renewSentence}
        value={rule.renew}
        usual="3d"
        onChange={(renew) => onChange(withParts(rule, { renew }))}
      />
      <DurationSentence
        label={t.longest}
        text={t.longestSentence}
        value={rule.longest}
        usual="30d"
        onChange={(longest) => onChange(withParts(rule, { longest }))}
      />
      <RuleExample pool={pool} rule={rule} />
      <ConditionsFold count={conditions}>
        <PoolCondition
          entity={pool.entity}
          label={t.when}
          value={rule.when}
          onChange={(when) => onChange(withParts(rule, { when }))}
        />
        {rule.longest === undefined ? null : (
          <PoolCondition
            entity={pool.entity}
            label={t.exempt}
            value={rule.exempt}
            onChange={(exempt) => onChange(withParts(rule, { exempt }))}
          />
        )}
      </ConditionsFold>
    </div>
  );
}

function RuleSentence({ pool, rule, onChange }: Omit<RecycleRuleEditorProps, "onRemove">) {
  const t = useText(poolText);
  const targets = useTargets(pool, rule.to);
  return (
    <Sentence
      text={t.ruleAfter}
      slots={{
        after: (
          <span className="sentence-duration">
            <DurationInput
              label={t.after}
              value={rule.after}
              onChange={(after) => after !== undefined && onChange({ ...rule, after })}
            />
          </span>
        ),
        target: (
          <Select
            aria-label={t.target}
            className="sentence-long"
            popupMatchSelectWidth={false}
            value={keyOf(rule.to)}
            options={targets.map(({ to, label }) => ({ value: keyOf(to), label }))}
            onChange={(key) => {
              const chosen = targets.find(({ to }) => keyOf(to) === key);
              if (chosen) onChange({ ...rule, to: chosen.to });
            }}
          />
        ),
      }}
    />
  );
}

const keyOf = (to: RecycleTarget): string => JSON.stringify(to);

/** Where records can go: pools of the entity, the manager, flows that pools may start; and what is chosen now. */
function useTargets(pool: PoolDocument, current: RecycleTarget) {
  const t = useText(poolText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  const flows = catalog
    .all("flow")
    .filter(({ entity, trigger }) => entity === pool.entity && findTrigger(trigger.type)?.byPools === true);
  const targets: { to: RecycleTarget; label: string }[] = [
    { to: { kind: "pool" }, label: t.toThisPool },
    ...catalog
      .all("pool")
      .filter(({ entity }) => entity === pool.entity)
      .map(({ id, name }) => ({
        to: { kind: "pool", pool: id } as const,
        label: fillText(t.toPool, { pool: localize(name) }),
      })),
    { to: { kind: "manager" }, label: t.toManager },
    ...flows.map(({ id, name }) => ({
      to: { kind: "flow", flow: id } as const,
      label: fillText(t.toFlow, { flow: localize(name) }),
    })),
  ];
  if (targets.some(({ to }) => keyOf(to) === keyOf(current))) return targets;
  const gone =
    current.kind === "flow"
      ? { flow: current.flow }
      : { pool: current.kind === "pool" ? (current.pool ?? "") : "" };
  return [...targets, { to: current, label: fillText(current.kind === "flow" ? t.toFlow : t.toPool, gone) }];
}
